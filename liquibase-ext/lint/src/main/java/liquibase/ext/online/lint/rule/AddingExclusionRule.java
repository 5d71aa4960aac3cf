package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.Exclude;
import liquibase.ext.online.sql.TemporalKey;

/** An exclusion constraint, which PostgreSQL can only add in one go. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-exclusion-constraint",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while an exclusion constraint builds its index and compares the rows.")
public final class AddingExclusionRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        AddedConstraint.blocking(context, Exclude.class)
                .forEach(added -> report(context, added, "an exclusion constraint"));
        AddedConstraint.blocking(context, TemporalKey.class)
                .forEach(added -> report(context, added, "a key WITHOUT OVERLAPS"));
    }

    private static void report(StatementContext context, AddedConstraint<?> added, String constraint) {
        context.report(
                context.locks(added.footprint()) + ", and then the rows are compared with each other",
                "PostgreSQL has no way to add " + constraint + " beside a running application: it takes neither"
                        + " NOT VALID nor USING INDEX.\n"
                        + "Make a new table that has it from the start, and let the application write there; or add"
                        + " it in a maintenance window, after a look at how long it takes on a copy of "
                        + added.table() + ".",
                added.footprint(),
                null);
    }
}
