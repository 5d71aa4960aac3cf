package liquibase.ext.online.change;

import java.util.List;
import java.util.Optional;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.plan.Edition;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.state.Kept;
import liquibase.ext.online.state.OtherEdition;
import org.jspecify.annotations.Nullable;

/** What is kept of changeSets, held against a whole changelog; the database is asked once. */
final class BegunEditions {
    private @Nullable List<Kept> kept;

    /** Why a changeSet that is not in the history must not run as it is written now. */
    Optional<String> problem(ChangeSet changeSet, Database database) {
        List<Kept> own =
                kept(database).stream().filter(row -> isOf(row, changeSet)).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Edition edition = History.unranEdition(changeSet);
        return edition.accepted()
                ? Optional.empty()
                : OtherEdition.of(edition, own)
                        .map(OtherEdition::refusal)
                        .map(refusal -> refusal.getMessage() + ". Next: " + refusal.remedy());
    }

    /** What has begun, is not done and is not in the changelog, so that nobody would go on with it: a sentence for each. */
    List<String> left(DatabaseChangeLog changelog, Database database) throws DatabaseException {
        List<Kept> all = kept(database);
        return all.isEmpty()
                ? List.of()
                : BegunChangeSets.of(new History(database), all).begun().stream()
                        .filter(changeSet -> changelog.getChangeSets().stream()
                                .noneMatch(written -> isOf(changeSet.get(0), written)))
                        .flatMap(changeSet -> OtherEdition.ofNone(changeSet).stream())
                        .map(OtherEdition::warning)
                        .toList();
    }

    private static boolean isOf(Kept row, ChangeSet changeSet) {
        return row.origin().id().equals(changeSet.getId())
                && row.origin().author().equals(changeSet.getAuthor())
                && History.isSameFile(row.origin().path(), changeSet.getFilePath());
    }

    private List<Kept> kept(Database database) {
        if (kept == null) {
            kept = Target.isPostgres(database) && database.getConnection() instanceof JdbcConnection connection
                    ? read(database, connection)
                    : List.of();
        }
        return kept;
    }

    private static List<Kept> read(Database database, JdbcConnection connection) {
        List<Kept> read = new History(database)
                .tables()
                .allThatCanBeRead(Session.ofTransactions(connection.getUnderlyingConnection()));
        try {
            database.rollback();
        } catch (DatabaseException lost) {
            Scope.getCurrentScope().getLog(BegunEditions.class).fine("Liquibase meets it again", lost);
        }
        return read;
    }
}
