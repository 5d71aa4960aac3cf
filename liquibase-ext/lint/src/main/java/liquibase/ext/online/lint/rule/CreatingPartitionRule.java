package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.CreatePartition;

/** CREATE TABLE … PARTITION OF a table that exists. */
@AutoService(Rule.class)
@RuleInfo(
        id = "creating-partition",
        effect = Effect.SHORT_LOCK,
        summary = "CREATE TABLE … PARTITION OF stops readers and writers of the whole partitioned table for a moment.")
public final class CreatingPartitionRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        CreatePartition create = context.command(CreatePartition.class);
        if (create == null
                || context.footprint().isBlocking()
                || context.session().limits("lock_timeout")
                || !context.footprint().tables().containsKey(create.parent().toString())) {
            return;
        }
        context.report(Sentence.locks(context.footprint()), context.remedy());
    }
}
