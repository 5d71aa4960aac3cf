package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.change.core.AddForeignKeyConstraintChange;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.ValidateConstraint;

/** A foreign key that is checked for every row while it stops the writers of two tables. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-foreign-key-constraint",
        effect = Effect.BLOCKING,
        summary = "Writers of both tables wait while a foreign key is checked for every row.")
public final class AddingForeignKeyRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        for (AddedConstraint<ForeignKey> added : AddedConstraint.blocking(context, ForeignKey.class)) {
            ForeignKey key = added.definition();
            String name = added.nameOr(context, key.columns(), "fkey");
            context.report(
                    context.locks(added.footprint()), fix(context, added.table(), name, key), added.footprint(), null);
        }
        for (AddedColumn<ColumnConstraint.References> added :
                AddedColumn.blocking(context, ColumnConstraint.References.class)) {
            context.report(context.locks(added.footprint()), fix(context, added), added.footprint(), null);
        }
    }

    private static String fix(StatementContext context, AddedColumn<ColumnConstraint.References> added) {
        String name = added.nameOr(context, "fkey");
        ForeignKey own = added.constraint().key().of(added.column().name());
        return Steps.of(context)
                .shortly(
                        added.bare(),
                        AlterTable.of(added.table(), AddConstraint.notValid(name, own))
                                .sql())
                .alone(validate(added.table(), name))
                .text();
    }

    private static String fix(StatementContext context, QualifiedName table, String name, ForeignKey key) {
        if (context.catalog().isPartitioned(table)
                && !context.versions().all(PgVersion::hasNotValidForeignKeyOnPartitioned)) {
            return byPartition(context, table, name, key);
        }
        if (Steps.isAddColumn(context)) {
            return Steps.of(context).addColumnOnline().text();
        }
        return (context.as(AddForeignKeyConstraintChange.class) == null
                        ? Steps.of(context)
                                .shortly(AlterTable.of(table, AddConstraint.notValid(name, key))
                                        .sql())
                        : Steps.of(context)
                                .first("Say validate=\"false\" in this addForeignKeyConstraint, and SET LOCAL"
                                        + " lock_timeout = '2s'; before it."))
                .alone(validate(table, name))
                .text();
    }

    private static String validate(QualifiedName table, String name) {
        return AlterTable.of(table, new ValidateConstraint(name)).sql();
    }

    /** Before PostgreSQL 18 such a key cannot be NOT VALID, but it takes over those that its partitions have. */
    private static String byPartition(StatementContext context, QualifiedName table, String name, ForeignKey key) {
        Steps steps = Steps.of(context)
                .say("Before PostgreSQL 18 a foreign key of a partitioned table cannot be NOT VALID. Begin with the"
                        + " partitions; the parent takes their keys over.");
        return ConcurrentBuild.eachPartition(
                        context,
                        table,
                        steps,
                        partition -> {
                            if (!context.catalog().isPartitioned(partition)) {
                                steps.shortly(AlterTable.of(partition, AddConstraint.notValid(name, key))
                                                .sql())
                                        .alone(validate(partition, name));
                            }
                        },
                        "For each partition: add it NOT VALID, and validate it in a changeSet of its own.")
                .shortly(AlterTable.of(table, AddConstraint.valid(name, key)).sql())
                .text();
    }
}
