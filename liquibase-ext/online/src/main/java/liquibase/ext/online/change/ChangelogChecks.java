package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.visitor.ValidatingVisitor;
import liquibase.changelog.visitor.ValidatingVisitorGenerator;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;

/**
 * Has Liquibase, before it runs anything, look at what it would not ask our changes: those in rollback blocks, and the
 * changeSets that have begun, of which an edition may hold no change of ours any more, or which may be gone.
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
            /** No error: an earlier release that is deployed again does not have what a later one has begun. */
            @Override
            public void validate(Database database, DatabaseChangeLog changelog) {
                super.validate(database, changelog);
                try {
                    begun.left(changelog, database).forEach(ChangelogChecks::warn);
                } catch (DatabaseException unread) {
                    Scope.getCurrentScope()
                            .getLog(ChangelogChecks.class)
                            .warning("what the changelog has left begun could not be looked for", unread);
                }
            }

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

    private static void warn(String warning) {
        Scope.getCurrentScope().getUI().sendMessage("WARNING: " + warning);
        Scope.getCurrentScope().getLog(ChangelogChecks.class).warning(warning);
    }
}
