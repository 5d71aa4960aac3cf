package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action.Fill;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Deletion;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.QualifiedName;

/** Rows of a table that go in batches, perhaps to an archive. */
public final class DeleteSteps {
    private DeleteSteps() {}

    /**
     * The steps that delete the rows.
     *
     * @param allowCascade whether rows of other tables may go with them, or change
     * @param allowUnindexed whether tables that reference them without an index may be read for each of them
     */
    public static List<Step> delete(Deletion deletion, boolean allowCascade, boolean allowUnindexed) {
        QualifiedName table = deletion.table();
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check table " + table, new Require(table, List.of(), false, false)));
        Deletion.Archive archive = deletion.archive();
        if (archive != null) {
            steps.add(Step.of("check table " + archive.table(), new Require(archive.table(), List.of(), false, false)));
            ArchiveChecks checks = new ArchiveChecks(table, archive.table());
            steps.add(Step.of("check that the archive is another table", checks.isAnother()));
            steps.add(Step.of("check that the archive takes every column", checks.takesEveryColumn()));
        }
        IncomingForeignKeys incoming = new IncomingForeignKeys(deletion);
        if (!allowCascade) {
            steps.add(Step.of("check that no rows of other tables go with these", incoming.thatCascade()));
        }
        if (!allowUnindexed) {
            steps.add(Step.of("check that references to the table are indexed", incoming.withoutIndex()));
        }
        steps.add(Step.of("check that these rows do not reference each other", incoming.amongThese()));
        steps.add(Step.of("delete rows of " + table, new Fill(deletion)));
        return steps;
    }
}
