package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.Unique;
import org.jspecify.annotations.Nullable;

/** A unique constraint that builds its index while everybody waits. */
@AutoService(Rule.class)
@RuleInfo(
        id = "disallowed-unique-constraint",
        effect = Effect.BLOCKING,
        summary = "Readers and writers wait while the index of a unique constraint is built.")
public final class DisallowedUniqueRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        for (AddedConstraint<Unique> added : AddedConstraint.blocking(context, Unique.class)) {
            context.report(context.locks(added.footprint()), fix(context, added), added.footprint(), null);
        }
        for (AddedColumn<ColumnConstraint.Key> added : AddedColumn.blocking(context, ColumnConstraint.Key.class)) {
            if (!added.constraint().primary()) {
                context.report(context.locks(added.footprint()), fix(context, added), added.footprint(), null);
            }
        }
    }

    private static String fix(StatementContext context, AddedConstraint<Unique> added) {
        if (Steps.isAddColumn(context)) {
            return Steps.of(context).addColumnOnline().text();
        }
        Unique unique = added.definition();
        return Steps.of(context)
                .change(
                        "addUniqueConcurrently",
                        added.table(),
                        "columnNames",
                        String.join(", ", unique.columns()),
                        "constraintName",
                        added.nameOr(unique.columns(), "key"),
                        "include",
                        String.join(", ", unique.include()),
                        "nullsNotDistinct",
                        ifTrue(unique.nullsNotDistinct()),
                        "deferrable",
                        ifTrue(unique.deferral() != Deferral.NOT_DEFERRABLE),
                        "initiallyDeferred",
                        ifTrue(unique.deferral() == Deferral.INITIALLY_DEFERRED),
                        "tablespace",
                        unique.tablespace())
                .text();
    }

    private static String fix(StatementContext context, AddedColumn<ColumnConstraint.Key> added) {
        return Steps.of(context)
                .shortly(added.bare())
                .change(
                        "addUniqueConcurrently",
                        added.table(),
                        "columnNames",
                        added.column().name(),
                        "constraintName",
                        added.nameOr("key"))
                .text();
    }

    private static @Nullable String ifTrue(boolean fact) {
        return fact ? "true" : null;
    }
}
