package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.AttachPartition;
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
        context.report(Sentence.locks(context.footprint()), attached(Steps.of(context), create));
    }

    /** The weaker way: ATTACH PARTITION takes SHARE UPDATE EXCLUSIVE on the parent, which stops nobody. */
    static String attached(Steps steps, CreatePartition create) {
        String own = create.elements().isEmpty() && create.options().isEmpty()
                ? ""
                : "\nBetween the two it gets what this statement says of its own beside the bound.";
        return steps.shortly(
                                "CREATE TABLE " + create.name() + " (LIKE " + create.parent()
                                        + " INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE INCLUDING CONSTRAINTS"
                                        + " INCLUDING INDEXES)",
                                AlterTable.of(create.parent(), new AttachPartition(create.name(), create.bound()))
                                        .sql())
                        .text()
                + own;
    }
}
