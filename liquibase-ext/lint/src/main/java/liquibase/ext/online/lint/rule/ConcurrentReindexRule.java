package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.Reindex;

/** REINDEX without CONCURRENTLY. */
@AutoService(Rule.class)
@RuleInfo(
        id = "require-concurrent-reindex",
        effect = Effect.BLOCKING,
        summary = "Writers, and nearly all readers, wait while an index is built again.")
public final class ConcurrentReindexRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof Reindex reindex
                && !reindex.concurrently()
                && context.footprint().isBlocking()) {
            context.report(
                    context.locks(context.footprint())
                            + ", and ACCESS EXCLUSIVE on each index meanwhile stops every query that has to be planned",
                    fix(context, reindex));
        }
    }

    private static String fix(StatementContext context, Reindex reindex) {
        if (reindex.target() == Reindex.Target.SYSTEM) {
            return "System catalogs have no concurrent way: do it while the application is stopped.";
        }
        return Steps.of(context)
                .outsideTransaction(List.of(new Reindex(reindex.target(), true, reindex.name()).sql()))
                .text();
    }
}
