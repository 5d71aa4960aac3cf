package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.change.core.AddColumnChange;
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
        String column = added.column().name();
        if (context.as(AddColumnChange.class) != null) {
            return "Call the change addColumnOnline in place of addColumn, with the same attributes, in a changeSet of"
                    + " its own.";
        }
        return "Add " + column + " without UNIQUE.\n"
                + Steps.of(context)
                        .change(
                                "addUniqueConcurrently",
                                added.table(),
                                "columnNames",
                                column,
                                "constraintName",
                                added.name() == null ? Steps.name(added.table(), List.of(column), "key") : added.name())
                        .text();
    }

    private static @Nullable String ifTrue(boolean fact) {
        return fact ? "true" : null;
    }
}
