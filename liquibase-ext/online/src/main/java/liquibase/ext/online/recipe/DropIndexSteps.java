package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.IndexSteps.Indexed;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An index of the author's that is dropped. The stock command names no table, so that the catalog says whose index it is.
 * DROP INDEX CONCURRENTLY leaves an INVALID index when it is cut off, which another one drops.
 */
public final class DropIndexSteps {
    private DropIndexSteps() {}

    /**
     * The steps that drop the index.
     *
     * @param table that the author says it is of; null where he does not
     */
    public static List<Step> drop(QualifiedName index, @Nullable QualifiedName table, Circumstances circumstances) {
        Condition gone = Conditions.relationExists(index).not().assuming(false);
        Condition onParent = Conditions.partitionedIndex(index).assuming(circumstances.partitioned());
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check index " + index, DropIndexChecks.exists(index, table)));
        steps.add(Step.of("check that it is an index", DropIndexChecks.isIndex(index, table)));
        steps.add(Step.of("check its table", new ForEach(tableOf(index), found -> List.of(require(found)), List.of())));
        steps.add(Step.of("check that nothing needs index " + index, DropIndexChecks.needed(index)));
        steps.add(Step.of("check that no published row needs index " + index, DropIndexChecks.replicaIdentity(index)));
        steps.add(Step.of(
                        "drop index " + index,
                        new Run(
                                List.of(DropIndex.concurrently(index)),
                                table == null ? Known.NOTHING : new Indexed(table, index, false)))
                .doneWhen(gone)
                .when(onParent.not()));
        DropIndex withParts = new DropIndex(false, false, List.of(index), false);
        steps.add(Step.of(
                        "drop index " + index + " with its parts",
                        new ForEach(
                                tableOf(index),
                                found -> List.of(Step.of(
                                                "drop index " + index + " of " + found.name() + " with its parts",
                                                new Run(List.of(withParts), new Indexed(found.name(), index, true)))
                                        .doneWhen(gone)),
                                ShortScript.of(circumstances.settings(), withParts)))
                .when(onParent));
        return steps;
    }

    private static Step require(ForEach.Found table) {
        return Step.of("check table " + table.name(), new Require(table.name(), List.of(), true, false));
    }

    private static String tableOf(QualifiedName index) {
        return "SELECT n.nspname, t.relname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON"
                + " n.oid = t.relnamespace WHERE i.indexrelid = " + CatalogText.oid(index);
    }
}
