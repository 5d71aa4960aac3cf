package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.Optional;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Unique;
import liquibase.ext.online.sql.UniqueUsingIndex;

/** A unique constraint: its index is built concurrently, and then made the constraint's. */
@AutoService(Recipe.class)
public final class UniqueRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterTable alter) || !(alter.actions().get(0) instanceof AddConstraint add)) {
            return Optional.empty();
        }
        if (add.definition() instanceof UniqueUsingIndex) {
            return Optional.of(Way.begin().shortly(alter).online());
        }
        if (!(add.definition() instanceof Unique unique)) {
            return Optional.empty();
        }
        String name =
                add.name() == null ? given.known().chosenName(alter.table(), unique.columns(), "key") : add.name();
        return Optional.of(add(Way.begin(), given, alter.table(), name, unique).online());
    }

    /** The change type knows no storage parameters; by hand a partitioned table needs more than is worth writing out. */
    static Way add(Way way, Given given, QualifiedName table, String name, Unique unique) {
        if (unique.parameters() != null) {
            return way.then(byHand(table, name, unique));
        }
        ChangeForm form = ChangeForm.of(
                "addUniqueConcurrently",
                table,
                "columnNames",
                String.join(", ", unique.columns()),
                "constraintName",
                name,
                "include",
                String.join(", ", unique.include()),
                "nullsNotDistinct",
                ChangeForm.ifTrue(unique.nullsNotDistinct()),
                "deferrable",
                ChangeForm.ifTrue(unique.deferral() != Deferral.NOT_DEFERRABLE),
                "initiallyDeferred",
                ChangeForm.ifTrue(unique.deferral() == Deferral.INITIALLY_DEFERRED),
                "tablespace",
                unique.tablespace());
        return given.known().isPartitioned(table) ? way.change(form) : way.change(form, byHand(table, name, unique));
    }

    private static Way byHand(QualifiedName table, String name, Unique unique) {
        CreateIndex index = CreateIndex.ofKey(
                table,
                name,
                unique.columns(),
                unique.include(),
                unique.nullsNotDistinct(),
                unique.parameters(),
                unique.tablespace());
        return ByHand.build(Way.begin(), index, name)
                .shortly(
                        AlterTable.of(table, AddConstraint.valid(name, new UniqueUsingIndex(name, unique.deferral()))));
    }
}
