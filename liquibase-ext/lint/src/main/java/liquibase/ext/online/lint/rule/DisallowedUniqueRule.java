package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Unique;
import liquibase.ext.online.sql.UniqueUsingIndex;
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
        return build(Steps.of(context), added.table(), added.nameOr(context, unique.columns(), "key"), unique)
                .text();
    }

    private static String fix(StatementContext context, AddedColumn<ColumnConstraint.Key> added) {
        Unique unique = (Unique) added.constraint().of(added.column().name());
        return build(Steps.of(context).shortly(added.bare()), added.table(), added.nameOr(context, "key"), unique)
                .text();
    }

    /** The change type knows no storage parameters. */
    private static Steps build(Steps steps, QualifiedName table, String name, Unique unique) {
        if (unique.parameters() != null) {
            return ConcurrentBuild.key(
                    steps,
                    CreateIndex.ofKey(
                            table,
                            name,
                            unique.columns(),
                            unique.include(),
                            unique.nullsNotDistinct(),
                            unique.parameters(),
                            unique.tablespace()),
                    new UniqueUsingIndex(name, unique.deferral()));
        }
        return steps.change(
                "addUniqueConcurrently",
                table,
                "columnNames",
                String.join(", ", unique.columns()),
                "constraintName",
                name,
                "include",
                String.join(", ", unique.include()),
                "nullsNotDistinct",
                ifTrue(unique.nullsNotDistinct()),
                "deferrable",
                ifTrue(unique.deferral() != Deferral.NOT_DEFERRABLE),
                "initiallyDeferred",
                ifTrue(unique.deferral() == Deferral.INITIALLY_DEFERRED),
                "tablespace",
                unique.tablespace());
    }

    private static @Nullable String ifTrue(boolean fact) {
        return fact ? "true" : null;
    }
}
