package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.change.core.CreateIndexChange;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.CreateIndex;

/** An index that is built while writers wait; Liquibase's createIndex has no other way. */
@AutoService(Rule.class)
@RuleInfo(
        id = "require-concurrent-index-creation",
        effect = Effect.BLOCKING,
        summary = "Writers wait while an index is built.")
public final class ConcurrentIndexCreationRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof CreateIndex index
                && !index.concurrently()
                && context.footprint().isBlocking()) {
            context.report(context.locks(context.footprint()), fix(context, index));
        }
    }

    private static String fix(StatementContext context, CreateIndex index) {
        CreateIndexChange stock = context.as(CreateIndexChange.class);
        if (stock != null && !Boolean.TRUE.equals(stock.getClustered())) {
            return Steps.of(context)
                    .renamed("createIndex", "createIndexConcurrently")
                    .text();
        }
        String name = ConcurrentBuild.nameOf(context, index);
        if (context.catalog().isPartitioned(index.table())) {
            return ConcurrentBuild.buildByPartition(context, index, name);
        }
        return Steps.of(context)
                .outsideTransaction(List.of(
                        ConcurrentBuild.dropLeftover(index.table(), name),
                        ConcurrentBuild.concurrently(index, name, index.table()).sql()))
                .text();
    }
}
