package liquibase.ext.online.lint.rule;

import java.util.stream.Collectors;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.change.core.MergeColumnChange;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Delete;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RowCondition;
import liquibase.ext.online.sql.Update;
import liquibase.ext.online.sql.UpdateFrom;
import org.jspecify.annotations.Nullable;

/**
 * An UPDATE or DELETE: which rows it writes.
 *
 * @param verb the first word, in capitals
 * @param condition null for every row
 */
record RowWrite(String verb, QualifiedName table, @Nullable RowCondition condition) {

    /** What a command writes, or null when it is no UPDATE or DELETE. */
    static @Nullable RowWrite of(Command command) {
        if (command instanceof Update update) {
            return new RowWrite(
                    "UPDATE", update.table(), update.where() == null ? null : RowCondition.of(update.where()));
        }
        if (command instanceof UpdateFrom update) {
            return new RowWrite("UPDATE", update.table(), RowCondition.in(update.rest()));
        }
        if (command instanceof Delete delete) {
            return new RowWrite("DELETE", delete.table(), RowCondition.in(delete.rest()));
        }
        return null;
    }

    /** Whether no row is left out. */
    boolean isOfEveryRow() {
        return condition == null || condition.isAlwaysTrue();
    }

    /** How the same comes about in short transactions. */
    String fix(StatementContext context) {
        if (context.as(AddColumnChange.class) != null) {
            return "Use addColumnOnline in place of addColumn, with the same attributes: it writes the value in batches,"
                    + " each in a transaction of its own.";
        }
        if (context.as(AddNotNullConstraintChange.class) != null) {
            return "Use setNotNullValidated in place of addNotNullConstraint, with the same attributes: it writes"
                    + " defaultNullValue in batches before it sets NOT NULL.";
        }
        if (context.as(MergeColumnChange.class) != null) {
            return "Add the column with addColumnOnline, fill it with backfillInBatches tableName=\"" + table.name()
                    + "\", and drop the old columns in a later release.";
        }
        return verb.equals("UPDATE") ? backfill(context.command()) : deleteInBatches(context.command());
    }

    private String backfill(Command command) {
        String columns = command instanceof Update update
                ? update.assignments().stream()
                        .map(set -> "column name=\"" + set.column() + "\" valueComputed=\""
                                + attribute(set.expression()) + "\"")
                        .collect(Collectors.joining(", "))
                : "a column with the new value as valueComputed";
        String where = command instanceof Update update && update.where() != null && !isOfEveryRow()
                ? " and where \"" + attribute(update.where())
                        + "\"; the values must make that false, so that the rows that are left can be told"
                : fillsNulls(command)
                        ? "; without a where of its own it writes the rows in which the column is NULL"
                        : ", and a where that is true for the rows to be written and that the values make false: that is how it"
                                + " knows which are done, and without one it writes only rows in which the column is NULL";
        return "Use backfillInBatches tableName=\"" + table.name() + "\" with " + columns + where + ".";
    }

    /** Whether each value is one for a column that is NULL; one that is made from the column itself would be NULL again. */
    private static boolean fillsNulls(Command command) {
        return command instanceof Update update
                && update.assignments().stream().noneMatch(set -> {
                    Expression value = new Expression(set.expression());
                    return value.isNull() || value.mentions(set.column());
                });
    }

    private static String attribute(String text) {
        return text.replace("\"", "&quot;");
    }

    private String deleteInBatches(Command command) {
        String rest = command instanceof Delete delete && !isOfEveryRow() ? delete.rest() : "";
        String where = rest.isEmpty() ? "" : rest.regionMatches(true, 0, "WHERE", 0, 5) ? " " + rest : " WHERE …";
        return "Delete some thousand rows at a time, each time in a transaction of its own, until none is left:\n"
                + "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table + where
                + " LIMIT 5000));"
                + (where.isEmpty() ? "\nor TRUNCATE " + table + "; when nobody reads it any more." : "");
    }
}
