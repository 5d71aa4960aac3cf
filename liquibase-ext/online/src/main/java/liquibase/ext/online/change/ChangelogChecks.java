package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.visitor.ValidatingVisitor;
import liquibase.changelog.visitor.ValidatingVisitorGenerator;
import liquibase.database.Database;

/**
 * Has Liquibase, before it runs anything, look at what it would not ask our changes: those in rollback blocks, and the
 * changeSets that have begun, of which an edition may hold no change of ours any more.
 */
@AutoService(ValidatingVisitorGenerator.class)
public final class ChangelogChecks implements ValidatingVisitorGenerator {
    /** Above Liquibase's own, below what a product built on it may bring. */
    @Override
    public int getPriority() {
        return PRIORITY_DEFAULT + 1;
    }

    @Override
    public ValidatingVisitor generateValidatingVisitor(List<RanChangeSet> ran) {
        BegunEditions begun = new BegunEditions();
        return new ValidatingVisitor(ran) {
            @Override
            protected void additionalValidations(
                    ChangeSet changeSet, Database database, boolean shouldValidate, boolean hasRun) {
                super.additionalValidations(changeSet, database, shouldValidate, hasRun);
                if (shouldValidate) {
                    getValidationErrors().addAll(RollbackBlocks.problems(changeSet, database), changeSet);
                }
                if (!hasRun) {
                    begun.problem(changeSet, database)
                            .ifPresent(problem -> getValidationErrors().addError(problem, changeSet));
                }
            }
        };
    }
}
