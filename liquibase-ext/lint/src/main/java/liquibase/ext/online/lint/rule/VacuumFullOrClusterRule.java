package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.Cluster;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Vacuum;
import org.jspecify.annotations.Nullable;

/** VACUUM FULL and CLUSTER of a table that exists. */
@AutoService(Rule.class)
@RuleInfo(
        id = "vacuum-full-or-cluster",
        effect = Effect.BLOCKING,
        summary = "VACUUM FULL and CLUSTER write a table anew while nobody can read or write it.")
public final class VacuumFullOrClusterRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        QualifiedName table = rewritten(context);
        if (table == null || context.isExplained() || !context.footprint().isBlocking()) {
            return;
        }
        context.report(Sentence.locks(context.footprint()), context.remedy());
    }

    private static @Nullable QualifiedName rewritten(StatementContext context) {
        if (context.command() instanceof Cluster cluster) {
            return cluster.table();
        }
        return context.command() instanceof Vacuum vacuum && vacuum.full() ? vacuum.table() : null;
    }
}
