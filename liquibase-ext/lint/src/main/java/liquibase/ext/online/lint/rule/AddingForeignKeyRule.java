package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.change.core.AddColumnChange;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lock.Footprint;
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
            report(context, added.table(), added.nameOr(key.columns(), "fkey"), key, added.footprint());
        }
        for (AddedColumn<ColumnConstraint.References> added :
                AddedColumn.blocking(context, ColumnConstraint.References.class)) {
            ForeignKey key = added.constraint().key();
            List<String> columns = List.of(added.column().name());
            String name = added.name() == null ? Steps.name(added.table(), columns, "fkey") : added.name();
            ForeignKey ofColumn = new ForeignKey(
                    columns,
                    key.referencedTable(),
                    key.referencedColumns(),
                    key.onDelete(),
                    key.onUpdate(),
                    key.deferral());
            report(context, added.table(), name, ofColumn, added.footprint());
        }
    }

    private static void report(
            StatementContext context, QualifiedName table, String name, ForeignKey key, Footprint part) {
        context.report(context.locks(part), fix(context, table, name, key), part, null);
    }

    private static String fix(StatementContext context, QualifiedName table, String name, ForeignKey key) {
        if (context.catalog().isPartitioned(table)
                && !context.versions().all(PgVersion::hasNotValidForeignKeyOnPartitioned)) {
            return byPartition(context, table, name, key);
        }
        if (context.as(AddColumnChange.class) != null) {
            return "Call the change addColumnOnline in place of addColumn, with the same attributes, in a changeSet of"
                    + " its own.";
        }
        return Steps.of(context)
                .shortly(AlterTable.of(table, AddConstraint.notValid(name, key)).sql())
                .alone(AlterTable.of(table, new ValidateConstraint(name)).sql())
                .text();
    }

    /** Before PostgreSQL 18 such a key cannot be NOT VALID, but it takes over those that its partitions have. */
    private static String byPartition(StatementContext context, QualifiedName table, String name, ForeignKey key) {
        List<QualifiedName> partitions = context.catalog().partitions(table);
        QualifiedName one = partitions.isEmpty() ? table.sibling("partition") : partitions.get(0);
        return Steps.of(context)
                .say("Before PostgreSQL 18 a foreign key of a partitioned table cannot be NOT VALID. Begin with the"
                        + " partitions" + (partitions.size() < 2 ? "" : ", here the first of " + partitions.size())
                        + "; the parent takes their keys over.")
                .shortly(AlterTable.of(one, AddConstraint.notValid(name, key)).sql())
                .alone(AlterTable.of(one, new ValidateConstraint(name)).sql())
                .shortly(AlterTable.of(table, AddConstraint.valid(name, key)).sql())
                .text();
    }
}
