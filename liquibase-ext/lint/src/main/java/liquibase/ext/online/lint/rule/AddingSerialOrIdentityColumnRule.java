package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.rule.StatementContext.ActionOn;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Type;

/** A column with a sequence of its own gives every row that exists a number. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-serial-or-identity-column",
        effect = Effect.BLOCKING,
        summary = "A new serial or identity column makes PostgreSQL write every row anew.")
public final class AddingSerialOrIdentityColumnRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(AddColumn.class)
                    .filter(added -> isNumbered(added.action().definition()))
                    .forEach(added -> judge(context, added));
        }
    }

    private static boolean isNumbered(Column column) {
        for (ColumnConstraint constraint : column.constraints()) {
            if (constraint instanceof ColumnConstraint.Identity) {
                return true;
            }
        }
        return Type.of(column.type()).isSerial();
    }

    private static void judge(StatementContext context, ActionOn<AddColumn> added) {
        Footprint part = context.footprintOf(added);
        if (part.isBlocking()) {
            context.report(
                    "every row gets a number for the new column "
                            + added.action().definition().name() + ": " + Sentence.locks(part),
                    fix(added.table(), added.action().definition()),
                    part,
                    null);
        }
    }

    private static String fix(QualifiedName table, Column column) {
        QualifiedName sequence = table.sibling(table.name() + "_" + column.name() + "_seq");
        String type = type(column);
        return "Number the rows in batches, from a sequence:\n"
                + "CREATE SEQUENCE " + sequence + " AS " + type + ";\n"
                + Fix.addColumn(table, column.name(), type, "defaultValueSequenceNext=\"" + sequence.name() + "\"")
                + " and constraints nullable=\"false\"\n"
                + "ALTER SEQUENCE " + sequence + " OWNED BY " + table + "." + Sql.name(column.name()) + ";"
                + (isPrimary(column) ? primaryKey(table, column) : "");
    }

    private static boolean isPrimary(Column column) {
        for (ColumnConstraint constraint : column.constraints()) {
            if (constraint instanceof ColumnConstraint.Key key && key.primary()) {
                return true;
            }
        }
        return false;
    }

    private static String primaryKey(QualifiedName table, Column column) {
        String index = Sql.name(table.name() + "_pkey");
        return "\nCREATE UNIQUE INDEX CONCURRENTLY " + index + " ON " + table + " (" + Sql.name(column.name())
                + "); in a changeSet with runInTransaction=\"false\"\n"
                + "ALTER TABLE " + table + " ADD PRIMARY KEY USING INDEX " + index + ";";
    }

    private static String type(Column column) {
        Type type = Type.of(column.type());
        return !type.isSerial()
                ? Fix.type(column.type())
                : switch (type.name()) {
                    case "bigserial", "serial8" -> "bigint";
                    case "smallserial", "serial2" -> "smallint";
                    default -> "integer";
                };
    }
}
