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

    static boolean isNumbered(Column column) {
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
                            + added.action().definition().name() + ": " + context.locks(part),
                    fix(context, added),
                    part,
                    null);
        }
    }

    private static String fix(StatementContext context, ActionOn<AddColumn> added) {
        return numbered(
                        Steps.of(context).say("Number the rows in batches, from a sequence."),
                        added.table(),
                        added.action().definition())
                .text();
    }

    /** How a column gets numbers without a rewrite, NOT NULL as such a column is. */
    static Steps numbered(Steps steps, QualifiedName table, Column column) {
        QualifiedName sequence = table.sibling(table.name() + "_" + column.name() + "_seq");
        String type = type(column);
        return steps.alone("CREATE SEQUENCE " + sequence + " AS " + type)
                .online(Fix.addColumn(table, column.name(), type, "defaultValueSequenceNext=\"" + sequence + "\"")
                        + " and constraints nullable=\"false\"")
                .shortly("ALTER SEQUENCE " + sequence + " OWNED BY " + table + "." + Sql.name(column.name()));
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
