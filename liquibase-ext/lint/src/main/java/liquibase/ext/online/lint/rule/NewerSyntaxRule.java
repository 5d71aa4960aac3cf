package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Since;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.Versions;

/** Words that the oldest server of the range refuses. */
@AutoService(Rule.class)
@RuleInfo(
        id = "syntax-of-newer-version",
        effect = Effect.FAILS,
        severity = Severity.WARNING,
        summary = "The oldest PostgreSQL that the changelog is for does not know these words.")
public final class NewerSyntaxRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        int oldest = context.versions().oldest().major();
        Since.of(context.command())
                .filter(since -> since.major() > oldest)
                .ifPresent(since -> context.report(
                        "this fails on PostgreSQL " + oldest + ": " + since.words() + " came with " + since.major(),
                        "Write it as PostgreSQL " + oldest
                                + " takes it; or, when every server that this runs on is newer,"
                                + " say so: postgresVersion=" + range(context.versions(), since.major())));
    }

    private static String range(Versions versions, int oldest) {
        int newest = versions.newest().major();
        return newest > oldest ? oldest + "-" + newest : "" + oldest;
    }
}
