package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.PrimaryKeyUsingIndex;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** A primary key that builds its index while everybody waits. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-primary-key",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while the index of a primary key is built.")
public final class AddingPrimaryKeyRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (ForIndexNameIgnoredRule.concerns(context)) {
            return;
        }
        for (AddedConstraint<PrimaryKey> added : AddedConstraint.blocking(context, PrimaryKey.class)) {
            report(
                    context,
                    added.table(),
                    added.name() == null ? Steps.name(added.table(), List.of(), "pkey") : added.name(),
                    added.definition(),
                    "",
                    added.footprint());
        }
        for (AddedColumn<ColumnConstraint.Key> added : AddedColumn.blocking(context, ColumnConstraint.Key.class)) {
            if (added.constraint().primary()) {
                String column = added.column().name();
                report(
                        context,
                        added.table(),
                        added.name() == null ? Steps.name(added.table(), List.of(), "pkey") : added.name(),
                        new PrimaryKey(
                                List.of(column),
                                List.of(),
                                added.constraint().parameters(),
                                added.constraint().tablespace(),
                                added.constraint().deferral()),
                        "Add " + column + " without PRIMARY KEY, and fill it in batches.",
                        added.footprint());
            }
        }
    }

    private static void report(
            StatementContext context, QualifiedName table, String name, PrimaryKey key, String before, Footprint part) {
        List<String> nullable = new ArrayList<>();
        for (String column : key.columns()) {
            if (!context.catalog().isNotNull(table, column)
                    && !context.catalog().provesNotNull(table, column)) {
                nullable.add(Sql.name(column));
            }
        }
        context.report(
                context.locks(part)
                        + (nullable.isEmpty()
                                ? ""
                                : ", and every row is read once more because " + Sentence.list(nullable)
                                        + " may hold NULL"),
                fix(context, table, name, key, nullable, before),
                part,
                null);
    }

    private static String fix(
            StatementContext context,
            QualifiedName table,
            String name,
            PrimaryKey key,
            List<String> nullable,
            String before) {
        Steps steps = Steps.of(context);
        if (!before.isEmpty()) {
            steps.say(before);
        }
        nullable.forEach(column -> steps.change("setNotNullValidated", table, "columnName", column));
        if (!context.catalog().isPartitioned(table)) {
            return built(steps, table, name, key).text();
        }
        List<QualifiedName> partitions = context.catalog().partitions(table);
        QualifiedName one = partitions.isEmpty() ? table.sibling("partition") : partitions.get(0);
        String oneName = Steps.name(one, List.of(), "pkey");
        steps.shortly(AlterTable.only(table, AddConstraint.valid(name, key)).sql());
        return built(steps, one, oneName, key)
                .shortly("ALTER INDEX " + table.sibling(name) + " ATTACH PARTITION " + one.sibling(oneName))
                .say(ConcurrentBuild.forEach(partitions, "three"))
                .text();
    }

    private static Steps built(Steps steps, QualifiedName table, String name, PrimaryKey key) {
        CreateIndex index =
                CreateIndex.ofKey(table, name, key.columns(), key.include(), false, key.parameters(), key.tablespace());
        return ConcurrentBuild.key(steps, index, new PrimaryKeyUsingIndex(name, key.deferral()));
    }
}
