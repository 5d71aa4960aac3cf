package liquibase.ext.online.change;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;

/** Each step of an online change commits on its own, so that its changeSet must not run in one transaction. */
final class OwnTransaction {
    private OwnTransaction() {}

    /**
     * Switches the transaction off when nobody else in the changeSet could rely on it. Liquibase reads the attribute before
     * it asks a change anything and has no setter for it, hence the field; where that fails, validation asks for the
     * attribute.
     */
    static void leaveIfAlone(OnlineChange<?> change) {
        ChangeSet changeSet = change.getChangeSet();
        if (!changeSet.isRunInTransaction() || !changeSet.getChanges().equals(List.of(change))) {
            return;
        }
        try {
            Field field = ChangeSet.class.getDeclaredField("runInTransaction");
            field.setAccessible(true);
            field.setBoolean(changeSet, false);
        } catch (ReflectiveOperationException | RuntimeException notThisLiquibase) {
            liquibase.Scope.getCurrentScope()
                    .getLog(OwnTransaction.class)
                    .fine("cannot switch off runInTransaction", notThisLiquibase);
        }
    }

    /** Whether the change is what its changeSet does when it is rolled back, and not what it does. */
    static boolean isInRollbackBlock(OnlineChange<?> change) {
        return !change.getChangeSet().getChanges().contains(change);
    }

    private static boolean isBehindOthers(OnlineChange<?> change) {
        List<Change> block = change.getChangeSet().getRollback().getChanges();
        return block.contains(change)
                && !block.subList(0, block.indexOf(change)).stream().allMatch(other -> other instanceof OnlineChange);
    }

    /** What keeps the change from running, with what to do about it. */
    static List<String> problems(OnlineChange<?> change) {
        List<String> problems = new ArrayList<>();
        ChangeSet changeSet = change.getChangeSet();
        if (changeSet == null) {
            return problems;
        }
        if (changeSet.isRunInTransaction() && changeSet.getChanges().contains(change)) {
            problems.add(change.getSerializedObjectName() + " commits after each of its steps, and changeSet "
                    + changeSet.toString(false)
                    + " runs in one transaction. Move it to a changeSet of its own, or set runInTransaction=\"false\" on this"
                    + " one and see that its other changes can be run again after a failure");
        }
        if (changeSet.isRunInTransaction() && isBehindOthers(change)) {
            problems.add(change.getSerializedObjectName() + " commits after each of its steps, and with them what the"
                    + " rollback block of changeSet " + changeSet.toString(false)
                    + " does before. Put it first in the block, or set runInTransaction=\"false\" on the changeSet and see"
                    + " that the other changes of the block can be run again after a failure");
        }
        if (!changeSet.getSqlVisitors().isEmpty()) {
            problems.add(change.getSerializedObjectName() + " cannot be altered by modifySql: changeSet "
                    + changeSet.toString(false) + " must do without it");
        }
        return problems;
    }
}
