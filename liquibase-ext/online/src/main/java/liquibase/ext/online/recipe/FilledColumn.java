package liquibase.ext.online.recipe;

import java.util.Optional;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.CreateTrigger;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** A column that gets its values from others: for new rows at once, by a trigger, and for the rest in batches. */
final class FilledColumn {
    private FilledColumn() {}

    /**
     * Adds and fills it.
     *
     * @param type of the new column
     * @param expression over the columns of the same row
     * @param ofNewRow the same in a trigger
     */
    static Way add(Way way, QualifiedName table, String column, String type, String expression, String ofNewRow) {
        String name = Sql.name(table.name() + "_" + column);
        return way.change(
                        ChangeForm.of("addColumnOnline", table).column("name", column, "type", SqlTypes.written(type)))
                .shortly(
                        new CreateFunction(
                                false,
                                false,
                                name + "() RETURNS trigger LANGUAGE plpgsql AS\n    $$ BEGIN NEW." + Sql.name(column)
                                        + " := " + ofNewRow + "; RETURN NEW; END $$"),
                        new CreateTrigger(
                                false,
                                false,
                                table.name() + "_" + column,
                                "BEFORE INSERT OR UPDATE",
                                table,
                                "FOR EACH ROW EXECUTE FUNCTION " + name + "()"))
                .change(ChangeForm.of("backfillInBatches", table)
                        .column("name", column, "valueComputed", expression)
                        .where(BackfillForm.isLeft(column, expression, Optional.of(type))));
    }

    /** An expression over the columns of a table's row, as a trigger computes it. */
    static String ofNewRow(QualifiedName table, String expression) {
        return "(SELECT " + new Expression(expression).closed() + " FROM (SELECT NEW.*) AS " + Sql.name(table.name())
                + ")";
    }
}
