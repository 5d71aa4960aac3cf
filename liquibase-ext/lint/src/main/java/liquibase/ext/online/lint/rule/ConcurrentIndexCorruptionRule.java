package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Reindex;

/** Concurrent builds on 14.0 to 14.3, said once: which minor release runs is not known here. */
@AutoService(Rule.class)
@RuleInfo(
        id = "concurrent-index-corruption",
        effect = Effect.ADVICE,
        summary = "PostgreSQL 14.0 to 14.3 may leave rows out of an index that is built concurrently.")
public final class ConcurrentIndexCorruptionRule implements Rule {
    private static final PgVersion AFFECTED = new PgVersion(14);

    private boolean said;

    @Override
    public void statement(StatementContext context) {
        if (!said
                && isConcurrentBuild(context.command())
                && context.isReported()
                && context.versions().oldest().compareTo(AFFECTED) <= 0
                && context.versions().newest().compareTo(AFFECTED) >= 0) {
            said = true;
            context.report(
                    "on PostgreSQL 14.0 to 14.3 an index that is built concurrently may lack rows that are updated"
                            + " meanwhile, and queries by it then miss them (fixed in 14.4)",
                    "Make sure that no server runs 14.0 to 14.3: SHOW server_version.\n"
                            + "An index that was built there is built again on a later one, with REINDEX INDEX"
                            + " CONCURRENTLY.");
        }
    }

    private static boolean isConcurrentBuild(Command command) {
        return command instanceof CreateIndex index
                ? index.concurrently()
                : command instanceof Reindex reindex && reindex.concurrently();
    }
}
