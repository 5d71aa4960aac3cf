package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.ext.online.lint.finding.Effect;
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
        context.report(
                Sentence.locks(context.footprint())
                        + (context.as(AddPrimaryKeyChange.class) == null
                                ? ""
                                : "; Liquibase sends CLUSTER because of clustered=\"true\""),
                context.as(AddPrimaryKeyChange.class) == null
                        ? "A plain VACUUM " + table
                                + "; frees the space for new rows and stops nobody. To give it back to"
                                + " the system, use the extension pg_repack or pg_squeeze."
                        : "Take clustered=\"true\" away: PostgreSQL does not keep the order for later rows.");
    }

    private static @Nullable QualifiedName rewritten(StatementContext context) {
        if (context.command() instanceof Cluster cluster) {
            return cluster.table();
        }
        return context.command() instanceof Vacuum vacuum && vacuum.full() ? vacuum.table() : null;
    }
}
