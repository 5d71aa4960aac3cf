package liquibase.ext.online.lint.source;

import java.util.List;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.source.SourceDraft.ChangeDraft;
import liquibase.ext.online.lint.source.SourceDraft.ChangeSetDraft;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.Event;

/** Reads a changelog in YAML, or in JSON, which is YAML but for tabs between its tokens. */
final class YamlSource {
    private final SourceDraft draft;
    private final YamlComments comments;
    private final YamlEvents events;
    private final YamlValues values = new YamlValues();

    YamlSource(SourceDraft draft, boolean json) {
        String text = draft.source.text();
        this.draft = draft;
        this.comments = new YamlComments(draft);
        this.events = new YamlEvents(json ? text.replace('\t', ' ') : text, comments);
    }

    void read() throws MalformedException {
        try {
            events.accept(Event.ID.StreamStart);
            if (events.accept(Event.ID.DocumentStart) && events.accept(Event.ID.MappingStart)) {
                while (!events.accept(Event.ID.MappingEnd)) {
                    boolean changelog = events.node().value.equals("databaseChangeLog");
                    if (changelog && events.accept(Event.ID.SequenceStart)) {
                        entries();
                    } else {
                        events.node();
                    }
                }
            }
        } finally {
            comments.attach();
        }
    }

    private void entries() throws MalformedException {
        while (!events.accept(Event.ID.SequenceEnd)) {
            entries(events.node());
        }
    }

    private void entries(YamlNode item) {
        for (YamlNode.Entry entry : item.entries) {
            YamlNode value = entry.value();
            switch (entry.key().value) {
                case "changeSet" -> changeSet(entry.key(), value);
                case "include" -> include(entry.key(), value, "file");
                case "includeAll" -> include(entry.key(), value, "path");
                case "modifyChangeSets" -> {
                    comments.nobody(entry.key().start);
                    entries(value);
                    value.items.forEach(this::entries);
                }
                default -> comments.nobody(entry.key().start);
            }
        }
    }

    private void include(YamlNode key, YamlNode value, String attribute) {
        comments.nobody(key.start);
        YamlNode file = value.get(attribute);
        draft.includes.add(new IncludeSource(key.value, file == null ? "" : file.value, place(key)));
    }

    private void changeSet(YamlNode key, YamlNode value) {
        ChangeSetDraft changeSet =
                new ChangeSetDraft(values.of(value.get("id")), values.of(value.get("author")), place(key));
        draft.changeSets.add(changeSet);
        comments.owner(key.start, changeSet.suppressions);
        for (YamlNode.Entry entry : value.entries) {
            entry(changeSet, entry);
        }
    }

    private void entry(ChangeSetDraft changeSet, YamlNode.Entry entry) {
        YamlNode value = entry.value();
        String name = entry.key().value;
        if (name.equals("changes")) {
            changes(entry.key(), value, changeSet.changes);
        } else if (name.equals("rollback")) {
            rollback(entry.key(), value, changeSet);
        } else if (isChange(name, value)) {
            change(entry, changeSet.changes);
        } else {
            comments.owner(entry.key().start, changeSet.suppressions);
            if (name.equals(Suppressions.ATTRIBUTE) && value.isScalar()) {
                draft.inAttribute(value.value, place(value), changeSet);
            } else if (name.equals("comment") && draft.mayHaveSuppressions && value.isScalar()) {
                SqlText text = YamlText.of(draft.source, value);
                changeSet.suppressions.addAll(draft.inComment(text.text(), text::place));
            }
        }
    }

    /** What stands beside id and author is a change when it has attributes of its own, or SQL. */
    private static boolean isChange(String name, YamlNode value) {
        return Names.isChange(name) && (value.kind == YamlNode.Kind.MAPPING || name.equals("sql"));
    }

    private void changes(YamlNode key, YamlNode value, List<ChangeDraft> into) {
        int before = into.size();
        for (YamlNode.Entry entry : value.entries) {
            change(entry, into);
        }
        for (YamlNode item : value.items) {
            for (YamlNode.Entry entry : item.entries) {
                change(entry, into);
            }
        }
        if (into.size() > before) {
            comments.owner(key.start, into.get(before).suppressions);
        }
    }

    private void rollback(YamlNode key, YamlNode value, ChangeSetDraft changeSet) {
        if (!value.isScalar()) {
            if (value.get("changeSetId") == null) {
                changes(key, value, changeSet.rollback);
            }
        } else if (!value.value.isBlank()) {
            ChangeDraft written = new ChangeDraft("sql", place(value));
            written.sql = draft.sql(YamlText.of(draft.source, value));
            comments.owner(key.start, written.suppressions);
            changeSet.rollback.add(written);
        }
    }

    private void change(YamlNode.Entry entry, List<ChangeDraft> into) {
        String name = entry.key().value;
        if (!Names.isChange(name)) {
            return;
        }
        ChangeDraft change = new ChangeDraft(name, place(entry.key()));
        into.add(change);
        comments.owner(entry.key().start, change.suppressions);
        YamlNode sql = name.equals("sql") ? sql(entry.value()) : null;
        if (sql != null) {
            change.sql = draft.sql(YamlText.of(draft.source, sql));
        }
    }

    private static @Nullable YamlNode sql(YamlNode value) {
        YamlNode sql = value.isScalar() ? value : value.get("sql");
        return sql != null && sql.isScalar() ? sql : null;
    }

    private Place place(YamlNode node) {
        return draft.source.place(node.start, node.end);
    }
}
