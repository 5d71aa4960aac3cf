package liquibase.ext.online.lint.rule;

import java.util.Locale;
import liquibase.change.core.AddColumnChange;
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

    /** How a column gets its values from others: for new rows at once, for the rest in batches. */
    static String keepFilled(QualifiedName table, String column, String expression) {
        String name = Sql.name(table.name() + "_" + column);
        return "CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS\n"
                + "    $$ BEGIN NEW." + Sql.name(column) + " := " + expression + "; RETURN NEW; END $$;\n"
                + "CREATE TRIGGER " + name + " BEFORE INSERT OR UPDATE ON " + table + "\n"
                + "    FOR EACH ROW EXECUTE FUNCTION " + name + "();\n";
    }

    /** How the author says that the application is ready. */
    static String ignore(String rule, String why) {
        return "liquibase-online:ignore " + rule + " <" + why + ">";
    }
}
