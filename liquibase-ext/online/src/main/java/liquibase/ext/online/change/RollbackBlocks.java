package liquibase.ext.online.change;

import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;

/**
 * Our changes in rollback blocks. Liquibase asks them only in the middle of a rollback, when it is too late to mend a
 * changelog.
 */
final class RollbackBlocks {
    private RollbackBlocks() {}

    static ValidationErrors problems(ChangeSet changeSet, Database database) {
        ValidationErrors problems = new ValidationErrors();
        for (Change change : changeSet.getRollback().getChanges()) {
            if (change instanceof OnlineChange<?> online) {
                problems.addAll(online.validateInRollbackOf(changeSet, database));
            }
        }
        return problems;
    }
}
