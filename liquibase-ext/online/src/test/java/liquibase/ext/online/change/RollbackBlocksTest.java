package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.ValidatingVisitor;
import liquibase.changelog.visitor.ValidatingVisitorGeneratorFactory;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.Changelog;
import org.junit.jupiter.api.Test;

/** What update says of our changes in rollback blocks, before anything is rolled back. */
class RollbackBlocksTest {
    private static final String UNIQUE = "{addUniqueConcurrently: {tableName: p, columnNames: a}}";
    private static final String SQL = "{sql: {sql: SELECT 1}}";

    @Test
    void theyAreValidated() throws LiquibaseException {
        assertThat(errors("", SQL, "{addUniqueConcurrently: {tableName: p}}"))
                .singleElement()
                .asString()
                .contains("columnNames is required");
        assertThat(errors("", SQL, "{addUniqueConcurrently: {tableName: p, columnNames: a, tabelspace: x}}"))
                .singleElement()
                .asString()
                .contains("did you mean tablespace?");
    }

    @Test
    void theyComeBeforeWhatRunsInATransaction() throws LiquibaseException {
        assertThat(errors("", SQL, UNIQUE + ", " + UNIQUE + ", " + SQL)).isEmpty();
        assertThat(errors("runInTransaction: false", SQL, SQL + ", " + UNIQUE)).isEmpty();
        assertThat(errors("", UNIQUE, SQL + ", " + UNIQUE))
                .as("alone, and so in none")
                .isEmpty();
        assertThat(errors("", SQL, SQL + ", " + UNIQUE))
                .singleElement()
                .asString()
                .contains("Put it first in the block, or set runInTransaction=\"false\"");
    }

    /** What the changeSet itself does stays in its transaction. */
    @Test
    void theyDoNotTakeTheChangeSetOutOfItsTransaction() throws LiquibaseException {
        ChangeSet changeSet = changelog("", SQL, UNIQUE).getChangeSets().get(0);
        changeSet.getRollback().getChanges().get(0).finishInitialization();
        assertThat(changeSet.isRunInTransaction()).isTrue();
    }

    @Test
    void aChangeThatRanElsewhereDoesNotRunAgain() throws LiquibaseException {
        DatabaseChangeLog changelog = Changelog.parse("yaml", """
                databaseChangeLog:
                - changeSet: {id: 1, author: t, changes: [%s]}
                - changeSet:
                    id: 2
                    author: t
                    changes: [%s]
                    rollback: {changeSetId: 1, changeSetAuthor: t}
                """.formatted(UNIQUE, SQL));
        assertThat(errors(changelog))
                .singleElement()
                .asString()
                .contains("is a change of changeSet changelog.yaml::1::t and has run there");
        assertThat(changelog.getChangeSets())
                .extracting(ChangeSet::isRunInTransaction)
                .containsExactly(false, true);
    }

    private static List<String> errors(String attribute, String changes, String rollback) throws LiquibaseException {
        return errors(changelog(attribute, changes, rollback));
    }

    private static DatabaseChangeLog changelog(String attribute, String changes, String rollback)
            throws LiquibaseException {
        return Changelog.parse("yaml", """
                databaseChangeLog:
                - changeSet:
                    id: 1
                    author: t
                    %s
                    changes: [%s]
                    rollback: [%s]
                """.formatted(attribute, changes, rollback));
    }

    private static List<String> errors(DatabaseChangeLog changelog) throws LiquibaseException {
        ValidatingVisitor visitor = Scope.getCurrentScope()
                .getSingleton(ValidatingVisitorGeneratorFactory.class)
                .getValidatingVisitorGenerator()
                .generateValidatingVisitor(List.of());
        Database database = Changelog.postgres(17);
        for (ChangeSet changeSet : changelog.getChangeSets()) {
            visitor.visit(changeSet, changelog, database, Set.of());
        }
        return visitor.getValidationErrors().getErrorMessages();
    }
}
