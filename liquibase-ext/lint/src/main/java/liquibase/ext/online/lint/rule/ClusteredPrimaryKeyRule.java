package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.Cluster;

/** On PostgreSQL, a clustered key is no property of a table but a command that writes it anew, once. */
@AutoService(Rule.class)
@RuleInfo(
        id = "clustered-primary-key",
        effect = Effect.BLOCKING,
        summary = "addPrimaryKey with clustered=\"true\" writes the table anew in the order of the key.")
public final class ClusteredPrimaryKeyRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (concerns(context) && context.footprint().isBlocking()) {
            context.report(
                    "clustered=\"true\" adds a CLUSTER to the primary key: " + context.locks(context.footprint()),
                    "Leave clustered away: PostgreSQL keeps no table in order, so that it would last for the rows of today"
                            + " only.");
        }
    }

    /** Whether this rule has the say on a statement, and not the one on CLUSTER in general. */
    static boolean concerns(StatementContext context) {
        return context.command() instanceof Cluster && context.as(AddPrimaryKeyChange.class) != null;
    }
}
