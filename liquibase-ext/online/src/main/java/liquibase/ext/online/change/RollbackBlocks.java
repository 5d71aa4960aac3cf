package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.visitor.ValidatingVisitor;
import liquibase.changelog.visitor.ValidatingVisitorGenerator;
import liquibase.database.Database;

/**
 * Has {@code update} validate our changes in rollback blocks as well. Liquibase asks them only in the middle of a rollback,
 * when it is too late to mend a changelog.
 */
@AutoService(ValidatingVisitorGenerator.class)
public final class RollbackBlocks implements ValidatingVisitorGenerator {
    /** Above Liquibase's own, below what a product built on it may bring. */
    @Override
    public int getPriority() {
        return PRIORITY_DEFAULT + 1;
    }

    @Override
    public ValidatingVisitor generateValidatingVisitor(List<RanChangeSet> ran) {
        return new ValidatingVisitor(ran) {
            @Override
            protected void additionalValidations(
                    ChangeSet changeSet, Database database, boolean shouldValidate, boolean hasRun) {
                super.additionalValidations(changeSet, database, shouldValidate, hasRun);
                if (!shouldValidate) {
                    return;
                }
                for (Change change : changeSet.getRollback().getChanges()) {
                    if (change instanceof OnlineChange<?> online) {
                        getValidationErrors().addAll(online.validateInRollbackOf(changeSet, database), changeSet);
                    }
                }
            }
        };
    }
}
