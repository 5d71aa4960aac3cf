package liquibase.ext.online.lint.rule;

import java.util.Locale;
import java.util.Optional;
import liquibase.change.core.AddColumnChange;
import liquibase.ext.online.lint.finding.SuppressionForm;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** The words of fixes that several rules give. */
final class Fix {
    private Fix() {}

    /** The attributes that name a table in a change of ours. */
    static String table(QualifiedName table) {
        return (table.schema() == null ? "" : "schemaName=\"" + table.schema() + "\" ") + "tableName=\"" + table.name()
                + "\"";
    }

    /** A type as one writes it in a changelog; Liquibase makes capitals of it. */
    static String type(String sql) {
        return sql.indexOf('"') >= 0 ? sql : sql.toLowerCase(Locale.ROOT);
    }

    /**
     * A column that is added by our change.
     *
     * @param attributes those behind name and type, such as {@code defaultValueComputed="now()"}
     */
    static String addColumn(QualifiedName table, String column, String type, String attributes) {
        return "addColumnOnline " + table(table) + " with column name=\"" + column + "\" type=\"" + type(type) + "\""
                + (attributes.isEmpty() ? "" : " " + attributes);
    }

    /** The same; where the stock change stands in the changelog, only its name has to change. */
    static String addColumn(ChangeContext context, QualifiedName table, String column, String type, String attributes) {
        return context.as(AddColumnChange.class) == null
                ? "Use " + addColumn(table, column, type, attributes)
                : "Write addColumnOnline in place of addColumn, with the same attributes and columns";
    }

    /**
     * How a column gets its values from others: for new rows at once, for the rest in batches.
     *
     * @param type of the new column
     * @param expression over the columns of the same row
     * @param ofNewRow the same in a trigger
     */
    static Steps filledColumn(
            Steps steps, QualifiedName table, String column, String type, String expression, String ofNewRow) {
        String name = Sql.name(table.name() + "_" + column);
        return steps.online(addColumn(table, column, type, ""))
                .unsplit(
                        "CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS\n"
                                + "    $$ BEGIN NEW." + Sql.name(column) + " := " + ofNewRow
                                + "; RETURN NEW; END $$",
                        "CREATE TRIGGER " + name + " BEFORE INSERT OR UPDATE ON " + table
                                + " FOR EACH ROW EXECUTE FUNCTION " + name + "()")
                .online("backfillInBatches " + table(table) + " with column name=\"" + column + "\" valueComputed=\""
                        + attribute(expression) + "\" and where \""
                        + attribute(BackfillFix.isLeft(column, expression, Optional.of(type))) + "\"");
    }

    /** An expression over the columns of a table's row, as a trigger computes it. */
    static String ofNewRow(QualifiedName table, String expression) {
        return "(SELECT " + new Expression(expression).closed() + " FROM (SELECT NEW.*) AS " + Sql.name(table.name())
                + ")";
    }

    /** A text as the value of an attribute. */
    static String attribute(String text) {
        return text.replace("\"", "&quot;");
    }

    /**
     * How the author says that it is well considered, in a way that changes no md5sum of a changeSet. Without the reason it
     * does not count, so that nobody accepts a finding by pasting.
     *
     * @param why what the author is to write behind the rule, as the object of a sentence
     */
    static String ignore(ChangeContext context, String rule, String why) {
        return "say so, with " + why + " behind the rule:\n"
                + SuppressionForm.of(context.changeSet().place().file()).saying(rule);
    }
}
