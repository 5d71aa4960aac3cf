package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;

/**
 * A primary key whose columns are proved NOT NULL, and whose index is built, beside the running application, as the key would
 * look at every row for NULL, and build its index, under ACCESS EXCLUSIVE.
 */
public final class PrimaryKeySteps {
    private PrimaryKeySteps() {}

    /** The steps that add the key. */
    public static List<Step> add(UniqueKey key, Circumstances circumstances) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check table " + key.table(), new Require(key.table(), key.columns(), true, false)));
        steps.add(Step.of("check that there is no other primary key", otherKey(key)));
        steps.addAll(UniqueChecks.before(key));
        if (key.forIndex() != null) {
            steps.add(Step.of("check that index " + key.forIndex() + " can become the key", unfitIndex(key)));
        }
        key.columns()
                .forEach(column ->
                        steps.addAll(NotNullChecks.before(key.table(), column, null, circumstances.version())));
        steps.add(UniqueChecks.trial(key));
        key.columns().forEach(column -> steps.add(NotNullSteps.glance(key.table(), column)));
        steps.addAll(UniqueSteps.glances(key, circumstances));
        key.columns().forEach(column -> steps.addAll(notNull(key, column, circumstances)));
        steps.addAll(UniqueSteps.addWithoutLook(key, circumstances));
        return steps;
    }

    private static List<Step> notNull(UniqueKey key, String column, Circumstances circumstances) {
        List<Step> steps = new ArrayList<>();
        if (!circumstances.version().hasNotValidNotNull()) {
            steps.add(NotNullBefore.note(key.table(), column));
        }
        steps.addAll(NotNullSteps.addWithoutLook(key.table(), column, null, circumstances.version()));
        return steps;
    }

    private static Verify otherKey(UniqueKey key) {
        return Verify.objects(
                key.otherPrimaryKey(),
                key.table() + " has a primary key already, which is not PRIMARY KEY ("
                        + String.join(", ", key.columns()) + ")",
                "drop that one first, with dropConstraintOnline");
    }

    private static Verify unfitIndex(UniqueKey key) {
        return Verify.objects(
                key.unfitIndex(),
                "index " + key.forIndex() + " cannot become the key, which needs a valid unique index of "
                        + key.table() + " (" + String.join(", ", key.columns())
                        + ") without a condition, in the default order",
                "leave forIndexName out, and an index is found or built; or name one that fits");
    }

    /** The same at once, where the columns are NOT NULL already: whose NOT NULL it is would not be known otherwise. */
    public static ShortTransaction atOnce(UniqueKey key) {
        Condition allNotNull = key.columns().stream()
                .map(column -> Conditions.notNull(key.table(), column))
                .reduce(Condition::and)
                .orElseThrow();
        return ShortTransaction.of(
                List.of(key.table()),
                List.of(UniqueSteps.adding(key)),
                key.provenUnique().or(allNotNull.not()));
    }
}
