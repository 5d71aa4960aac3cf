package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Delete;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.RowWrite;
import liquibase.ext.online.sql.Update;

/** Rows of a whole table that are written or locked: some thousand at a time, each time in a transaction of its own. */
@AutoService(Recipe.class)
public final class RowsRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        return new Query(command.sql())
                .rowWrites().stream()
                        .filter(write -> write.reach(given.known()) == RowWrite.Reach.EVERY)
                        .findFirst()
                        .map(write -> of(write, command, given.known()));
    }

    /** The verdict on one of the writes of a command. */
    public static Verdict of(RowWrite write, Command command, Known known) {
        return switch (write.verb()) {
            case "UPDATE" -> update(write.table(), command, known);
            case "DELETE" -> delete(write, command);
            case "MERGE", "INSERT … ON CONFLICT DO UPDATE" ->
                Verdict.None.of(
                        "One statement is one transaction.",
                        "Do it for some thousand rows at a time, each time in a transaction of its own: for a range of keys"
                                + " of "
                                + Words.list(write.sources().stream()
                                        .map(QualifiedName::toString)
                                        .toList())
                                + ".");
            default ->
                Verdict.None.of(
                        "The rows stay locked until the transaction ends.",
                        "Leave it out, or lock only the rows of the next batch: with a WHERE on the key, or LIMIT.");
        };
    }

    private static Verdict update(QualifiedName table, Command command, Known known) {
        if (command instanceof Update update) {
            ChangeForm form = BackfillForm.of(known, update);
            return form.where().isEmpty()
                    ? authorsWhere(table, columns(update))
                    : Way.begin().change(form).online();
        }
        return authorsWhere(table, "a column with the new value as valueComputed");
    }

    private static Verdict authorsWhere(QualifiedName table, String columns) {
        return Verdict.None.of(
                "Which rows are done cannot be read off the values.",
                "Use backfillInBatches " + attributes(table) + " with " + columns
                        + ", and a where that is true for the rows to be written and that the values make false: that is how"
                        + " it knows which are done.");
    }

    private static String columns(Update update) {
        return update.assignments().stream()
                .map(set -> "column name=\"" + set.column() + "\" valueComputed=\""
                        + set.expression().replace("\"", "&quot;") + "\"")
                .collect(Collectors.joining(", "));
    }

    /** The attributes that name a table in a change of ours. */
    public static String attributes(QualifiedName table) {
        return (table.schema() == null ? "" : "schemaName=\"" + table.schema() + "\" ") + "tableName=\"" + table.name()
                + "\"";
    }

    private static Verdict delete(RowWrite write, Command command) {
        boolean every = !write.isJoined()
                && (write.condition() == null || write.condition().isAlwaysTrue());
        String rest = every ? "" : command instanceof Delete delete ? delete.rest() : "USING";
        if (!rest.isEmpty()
                && (!rest.regionMatches(true, 0, "WHERE", 0, 5)
                        || rest.toUpperCase(Locale.ROOT).contains("RETURNING"))) {
            return Verdict.None.of(
                    "One statement is one transaction.",
                    "Delete some thousand rows at a time, each time in a transaction of its own, until none is left: those"
                            + " of a range of keys, as a further condition.");
        }
        QualifiedName table = write.table();
        String where = rest.isEmpty() ? "" : rest.substring(5).strip();
        Way way = Way.begin().change(ChangeForm.of("deleteInBatches", table).where(where));
        return (every ? way.note("or TRUNCATE " + table + "; when nobody reads it any more.") : way).online();
    }
}
