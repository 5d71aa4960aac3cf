package liquibase.ext.online.lint.source;

import java.util.List;
import java.util.Locale;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.source.SourceDraft.ChangeDraft;
import liquibase.ext.online.lint.source.SourceDraft.ChangeSetDraft;
import org.jspecify.annotations.Nullable;

/** Reads a changelog in formatted SQL, line by line as Liquibase does. */
final class FormattedSqlSource {
    private final SourceDraft draft;
    private final String text;
    private final SqlLines lines;
    private @Nullable ChangeSetDraft changeSet;
    private SqlTextBuilder body;
    private SqlTextBuilder rollback;
    private List<Suppression> waiting = List.of();

    FormattedSqlSource(SourceDraft draft) {
        this.draft = draft;
        this.text = draft.source.text();
        this.lines = new SqlLines(text);
        this.body = new SqlTextBuilder(draft.source);
        this.rollback = new SqlTextBuilder(draft.source);
    }

    /** Whether the first line that is not blank says so. */
    static boolean isFormatted(String text) {
        SqlLines lines = new SqlLines(text);
        while (lines.next()) {
            if (!lines.isBlank()) {
                return lines.isHeader();
            }
        }
        return false;
    }

    void read() {
        while (lines.next()) {
            int first = lines.skipSpace(lines.start());
            char c = first < lines.end() ? text.charAt(first) : ' ';
            if ((c != '-' && c != '/') || !directive()) {
                body.verbatim(lines.start(), lines.nextStart());
            }
        }
        finish();
        draft.withoutEffect(waiting);
    }

    private boolean directive() {
        int after = lines.afterWord("ignoreLines:", false);
        if (after >= 0 && ignore(after)) {
            return true;
        }
        after = lines.afterWord("changeset", true);
        if (after >= 0 && changeSet(after)) {
            return true;
        }
        if (changeSet == null) {
            return false;
        }
        after = lines.afterWord("rollback", true);
        if (after >= 0 && text.startsWith(" ", after) && after < lines.end()) {
            rollback.verbatim(after + 1, lines.nextStart());
            return true;
        } else if (lines.isRollbackBlock()) {
            rollbackBlock();
            return true;
        }
        after = lines.afterWord("comment", false);
        if (after >= 0 && (text.startsWith(" ", after) || text.startsWith(": ", after))) {
            changeSet.suppressions.addAll(draft.inComment(after, lines.end()));
            return true;
        }
        return false;
    }

    private boolean ignore(int from) {
        String what = text.substring(from, lines.end());
        if (what.equals("start")) {
            boolean ended = false;
            while (!ended && lines.next()) {
                ended = isIgnoreEnd();
            }
            return true;
        }
        try {
            int left = Integer.parseInt(what);
            while (left > 0 && lines.next()) {
                left--;
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean isIgnoreEnd() {
        int after = lines.afterWord("ignoreLines:", false);
        return after >= 0 && text.substring(after, lines.end()).equals("end");
    }

    private boolean changeSet(int from) {
        int at = lines.skipSpace(from);
        int authorEnd = at == from ? -1 : authorEnd(at);
        if (authorEnd < 0) {
            return false;
        }
        int idStart = lines.skipSpace(authorEnd + 1);
        int idEnd = idEnd(idStart);
        if (idEnd == idStart) {
            return false;
        }
        finish();
        Place place = draft.source.place(lines.skipSpace(lines.start()), lines.trimmedEnd());
        changeSet = new ChangeSetDraft(unquoted(idStart, idEnd), unquoted(at, authorEnd), place);
        changeSet.suppressions.addAll(waiting);
        waiting = List.of();
        draft.changeSets.add(changeSet);
        return true;
    }

    /** The colon behind the author, or -1. */
    private int authorEnd(int start) {
        int close = text.startsWith("\"", start) ? indexOf('"', start + 1) : -1;
        if (close > start + 1 && text.startsWith(":", close + 1)) {
            return close + 1;
        }
        int colon = indexOf(':', start);
        return colon > start ? colon : -1;
    }

    private int idEnd(int start) {
        int close = text.startsWith("\"", start) ? indexOf('"', start + 1) : -1;
        if (close > start + 1) {
            return close + 1;
        }
        int end = start;
        while (end < lines.end() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int indexOf(char wanted, int from) {
        return XmlText.indexOf(text, wanted, from, lines.end());
    }

    private String unquoted(int start, int end) {
        boolean quoted = end - start > 1 && text.charAt(start) == '"' && text.charAt(end - 1) == '"';
        return quoted ? text.substring(start + 1, end - 1) : text.substring(start, end);
    }

    private void rollbackBlock() {
        int opened = lines.start();
        while (lines.next()) {
            int end = lines.blockEnd();
            if (end >= 0) {
                rollback.verbatim(lines.start(), end);
                return;
            }
            rollback.verbatim(lines.start(), lines.nextStart());
        }
        draft.problem("The rollback comment is not closed", opened, opened);
    }

    /** Gives the SQL read since to its changeSet; what is suppressed behind its last statement is the next one's. */
    private void finish() {
        if (changeSet == null) {
            waiting = comments(body.build());
        } else {
            SqlText sql = body.build();
            waiting = comments(sql);
            ChangeDraft change = new ChangeDraft("sql", body.isBlank() ? changeSet.place : sql.place());
            change.sql = sql;
            changeSet.changes.add(change);
            rollback(changeSet);
        }
        body = new SqlTextBuilder(draft.source);
        rollback = new SqlTextBuilder(draft.source);
    }

    private void rollback(ChangeSetDraft owner) {
        if (rollback.isBlank()) {
            return;
        }
        SqlText sql = rollback.build();
        String lower = sql.text().strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("not required") || lower.startsWith("empty")) {
            owner.rollback.add(new ChangeDraft("empty", sql.place()));
        } else if (!lower.contains("changesetid")) {
            ChangeDraft change = new ChangeDraft("sql", sql.place());
            change.sql = draft.sql(sql);
            owner.rollback.add(change);
        }
    }

    private List<Suppression> comments(SqlText sql) {
        return draft.mayHaveSuppressions ? new SqlComments(sql, draft).attach() : List.of();
    }
}
