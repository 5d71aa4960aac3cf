package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.Action.Fill;
import liquibase.ext.online.plan.Action.Forget;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Step;

/** Values for a table's rows in batches. */
public final class BackfillSteps {
    private BackfillSteps() {}

    /** The steps that write the values. */
    public static List<Step> fill(Backfill backfill) {
        return List.of(
                Step.of(
                        "check table " + backfill.table(),
                        new Require(backfill.table(), backfill.columns(), false, true)),
                Step.of("fill " + backfill.table(), new Fill(backfill)));
    }

    /** There is no way back to the values of before; the next run starts anew. */
    public static List<Step> forget() {
        return List.of(Step.of("forget the backfill", new Forget()));
    }
}
