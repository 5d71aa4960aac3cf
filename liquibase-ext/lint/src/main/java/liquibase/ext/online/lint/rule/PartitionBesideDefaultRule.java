package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.CreatePartition;

/** CREATE TABLE … PARTITION OF a table with a default partition. */
@AutoService(Rule.class)
@RuleInfo(
        id = "partition-beside-default",
        effect = Effect.BLOCKING,
        summary = "A new partition makes PostgreSQL read the default partition while nobody can use the table.")
public final class PartitionBesideDefaultRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        CreatePartition create = context.command(CreatePartition.class);
        if (create == null || context.isExplained() || !context.footprint().isBlocking()) {
            return;
        }
        boolean known = context.catalog().defaultPartition(create.parent()).isPresent();
        context.report(
                "the default partition is searched for rows that belong into " + create.name() + ": "
                        + Sentence.locks(context.footprint()),
                context.remedy(),
                context.footprint(),
                known
                        ? null
                        : "that " + create.parent()
                                + " has a default partition, because its making is not in the changelog");
    }
}
