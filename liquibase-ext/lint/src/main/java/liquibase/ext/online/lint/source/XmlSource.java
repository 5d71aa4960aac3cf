package liquibase.ext.online.lint.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.source.SourceDraft.ChangeDraft;
import liquibase.ext.online.lint.source.SourceDraft.ChangeSetDraft;
import org.jspecify.annotations.Nullable;

/** Reads a changelog in XML. */
final class XmlSource {
    /** What an element is here. */
    private enum Role {
        CHANGELOG,
        CHANGE_SET,
        CHANGES,
        ROLLBACK,
        CHANGE,
        COMMENT,
        OTHER
    }

    private final SourceDraft draft;
    private final String xml;
    private final XmlScanner scanner;
    private final Deque<Role> open = new ArrayDeque<>();
    private final List<Suppression> waiting = new ArrayList<>();
    private @Nullable ChangeSetDraft changeSet;
    private @Nullable ChangeDraft change;
    private @Nullable SqlTextBuilder sql;
    private @Nullable SqlTextBuilder rollbackSql;

    XmlSource(SourceDraft draft) {
        this.draft = draft;
        this.xml = draft.source.text();
        this.scanner = new XmlScanner(xml);
    }

    void read() throws MalformedException {
        XmlScanner.Kind kind = scanner.next();
        while (kind != XmlScanner.Kind.EOF) {
            switch (kind) {
                case START, EMPTY -> {
                    open.push(begin(scanner.localName()));
                    if (kind == XmlScanner.Kind.EMPTY) {
                        end(open.pop());
                    }
                }
                case END -> end(open.pop());
                case TEXT -> text(scanner.start(), scanner.end(), true);
                case CDATA -> text(scanner.start() + 9, scanner.end() - 3, false);
                default -> waiting.addAll(draft.inComment(scanner.start() + 4, scanner.end() - 3));
            }
            kind = scanner.next();
        }
        draft.withoutEffect(waiting);
    }

    private Role begin(String name) {
        Role parent = open.peek();
        if (parent == null) {
            return name.equals("databaseChangeLog") ? Role.CHANGELOG : Role.OTHER;
        }
        return switch (parent) {
            case CHANGELOG -> inChangelog(name);
            case CHANGE_SET, CHANGES -> inChangeSet(name);
            case ROLLBACK -> Names.isChange(name) ? change(name) : Role.OTHER;
            default -> {
                suppress();
                yield Role.OTHER;
            }
        };
    }

    private Role inChangelog(String name) {
        switch (name) {
            case "changeSet" -> {
                changeSet = new ChangeSetDraft(attribute("id"), attribute("author"), place());
                draft.changeSets.add(changeSet);
                int[] ignore = scanner.attribute(Suppressions.ATTRIBUTE);
                if (ignore.length > 0) {
                    Place place = draft.source.place(ignore[0], ignore[1]);
                    draft.inAttribute(XmlText.value(xml, ignore), place, changeSet);
                }
                suppress();
                return Role.CHANGE_SET;
            }
            case "include", "includeAll" ->
                draft.includes.add(
                        new IncludeSource(name, attribute(name.equals("include") ? "file" : "path"), place()));
            case "modifyChangeSets" -> {
                return Role.CHANGELOG;
            }
            default -> {}
        }
        draft.withoutEffect(waiting);
        waiting.clear();
        return Role.OTHER;
    }

    private Role inChangeSet(String name) {
        if (name.equals("rollback")) {
            rollbackSql = new SqlTextBuilder(draft.source);
            return Role.ROLLBACK;
        } else if (name.equals("changes")) {
            return Role.CHANGES;
        } else if (Names.isChange(name)) {
            return change(name);
        }
        suppress();
        if (name.equals("comment")) {
            sql = new SqlTextBuilder(draft.source);
            return Role.COMMENT;
        }
        return Role.OTHER;
    }

    private Role change(String name) {
        ChangeSetDraft owner = Objects.requireNonNull(changeSet);
        change = new ChangeDraft(name, place());
        (rollbackSql != null ? owner.rollback : owner.changes).add(change);
        sql = name.equals("sql") ? new SqlTextBuilder(draft.source) : null;
        suppress();
        return Role.CHANGE;
    }

    private void text(int from, int to, boolean references) {
        Role role = open.peek();
        SqlTextBuilder builder =
                role == Role.ROLLBACK ? rollbackSql : role == Role.CHANGE || role == Role.COMMENT ? sql : null;
        if (builder != null && references) {
            XmlText.append(builder, xml, from, to);
        } else if (builder != null) {
            builder.verbatim(from, to);
        }
    }

    private void end(Role role) {
        switch (role) {
            case CHANGE -> {
                suppress();
                if (sql != null && change != null) {
                    change.sql = draft.sql(sql.build());
                }
                change = null;
                sql = null;
            }
            case ROLLBACK -> endRollback();
            case COMMENT -> endComment();
            case CHANGE_SET -> {
                draft.withoutEffect(waiting);
                waiting.clear();
                changeSet = null;
            }
            default -> {}
        }
    }

    private void endRollback() {
        if (rollbackSql != null && changeSet != null && !rollbackSql.isBlank()) {
            SqlText text = draft.sql(rollbackSql.build());
            ChangeDraft written = new ChangeDraft("sql", text.place());
            written.sql = text;
            changeSet.rollback.add(written);
        }
        rollbackSql = null;
    }

    private void endComment() {
        if (sql != null && changeSet != null && draft.mayHaveSuppressions) {
            SqlText text = sql.build();
            changeSet.suppressions.addAll(draft.inComment(text.text(), text::place));
        }
        sql = null;
    }

    /** Gives the suppressions in the comments just before to what they stand in or before. */
    private void suppress() {
        if (!waiting.isEmpty()) {
            if (change != null) {
                change.suppressions.addAll(waiting);
            } else if (changeSet != null) {
                changeSet.suppressions.addAll(waiting);
            } else {
                draft.withoutEffect(waiting);
            }
            waiting.clear();
        }
    }

    private String attribute(String name) {
        int[] stretch = scanner.attribute(name);
        return stretch.length == 0 ? "" : XmlText.value(xml, stretch);
    }

    private Place place() {
        return draft.source.place(scanner.start(), scanner.end());
    }
}
