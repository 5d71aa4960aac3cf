package liquibase.ext.online.change;

import java.util.List;
import java.util.Optional;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.plan.Edition;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.state.Kept;
import liquibase.ext.online.state.OtherEdition;
import org.jspecify.annotations.Nullable;

/** What is kept of changeSets, for a look at a whole changelog; the database is asked once. */
final class BegunEditions {
    private @Nullable List<Kept> kept;

    /** Why a changeSet that is not in the history must not run as it is written now. */
    Optional<String> problem(ChangeSet changeSet, Database database) {
        List<Kept> own = kept(database).stream()
                .filter(row -> row.origin().id().equals(changeSet.getId())
                        && row.origin().author().equals(changeSet.getAuthor())
                        && History.isSameFile(row.origin().path(), changeSet.getFilePath()))
                .toList();
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
