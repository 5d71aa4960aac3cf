package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

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
                    added.name(),
                    added.definition(),
                    nullable(context, added.table(), added.definition().columns()),
                    Steps.of(context),
                    added.footprint());
        }
        for (AddedColumn<ColumnConstraint.Key> added : AddedColumn.blocking(context, ColumnConstraint.Key.class)) {
            if (added.constraint().primary()) {
                String column = added.column().name();
                boolean numbered = AddingSerialOrIdentityColumnRule.isNumbered(added.column());
                report(
                        context,
                        added.table(),
                        added.name(),
                        new PrimaryKey(
                                List.of(column),
                                List.of(),
                                added.constraint().parameters(),
                                added.constraint().tablespace(),
                                added.constraint().deferral()),
                        numbered ? List.of() : nullable(context, added.table(), List.of(column)),
                        numbered
                                ? AddingSerialOrIdentityColumnRule.numbered(
                                        Steps.of(context), added.table(), added.column())
                                : Steps.of(context)
                                        .first(
                                                "Add " + column
                                                        + " without PRIMARY KEY, and give each row a value of its own, in batches."),
                        added.footprint());
            }
        }
    }

    private static List<String> nullable(StatementContext context, QualifiedName table, List<String> columns) {
        return columns.stream()
                .filter(column -> !context.catalog().isNotNull(table, column)
                        && !context.catalog().provesNotNull(table, column))
                .toList();
    }

    private static void report(
            StatementContext context,
            QualifiedName table,
            @Nullable String given,
            PrimaryKey key,
            List<String> nullable,
            Steps steps,
            Footprint part) {
        String name = given == null ? context.catalog().chosenName(table, List.of(), "pkey") : given;
        nullable.forEach(column -> steps.change("setNotNullValidated", table, "columnName", column));
        context.report(
                context.locks(part)
                        + (nullable.isEmpty()
                                ? ""
                                : ", and every row is read once more because "
                                        + Sentence.list(
                                                nullable.stream().map(Sql::name).toList()) + " may hold NULL"),
                fix(context, table, name, key, steps),
                part,
                null);
    }

    private static String fix(StatementContext context, QualifiedName table, String name, PrimaryKey key, Steps steps) {
        List<String> drops = ConcurrentBuild.dropsOfKey(context, table);
        if (!context.catalog().isPartitioned(table)) {
            return built(steps, drops, table, name, key).text();
        }
        ConcurrentBuild.exchange(
                steps,
                drops,
                AlterTable.only(table, AddConstraint.valid(name, key)).sql());
        Map<QualifiedName, String> names = new HashMap<>(Map.of(table, name));
        return ConcurrentBuild.eachPartition(
                        context,
                        table,
                        steps,
                        partition -> {
                            String own = context.catalog().chosenName(partition, List.of(), "pkey");
                            names.put(partition, own);
                            if (context.catalog().isPartitioned(partition)) {
                                steps.shortly(AlterTable.only(partition, AddConstraint.valid(own, key))
                                        .sql());
                            } else {
                                built(steps, List.of(), partition, own, key);
                            }
                            steps.shortly(ConcurrentBuild.attach(context, partition, own, names));
                        },
                        ConcurrentBuild.ATTACH_EACH)
                .text();
    }

    /** The present key's index may have the name still when the new one is built. */
    private static Steps built(Steps steps, List<String> drops, QualifiedName table, String name, PrimaryKey key) {
        String index = drops.isEmpty() ? name : name + "_new";
        return ConcurrentBuild.exchange(
                steps.outsideTransaction(List.of(
                        ConcurrentBuild.dropLeftover(table, index),
                        CreateIndex.ofKey(
                                        table,
                                        index,
                                        key.columns(),
                                        key.include(),
                                        false,
                                        key.parameters(),
                                        key.tablespace())
                                .sql())),
                drops,
                AlterTable.of(table, AddConstraint.valid(name, new PrimaryKeyUsingIndex(index, key.deferral())))
                        .sql());
    }
}
