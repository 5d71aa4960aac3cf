package liquibase.ext.online.it.resume;

import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.listener.SqlListener;
import org.postgresql.PGConnection;

/** Terminates the backend of a connection just before the n-th of the statements that change something. */
final class Killer extends SqlListener implements AutoCloseable {
    private static final Pattern TARGETS = Pattern.compile(
            "(BEGIN; SET LOCAL|SET LOCAL lock_timeout|UPDATE ONLY|ALTER |CREATE (UNIQUE INDEX|TABLE \\S*databasechangelogonline)"
                    + "|DROP INDEX|COMMENT|INSERT INTO \\S*databasechangelog ).*",
            Pattern.DOTALL);

    private final TestDatabase server;
    private final Database database;
    private final int pid;
    private final int strikeAt;
    private int heard;
    private String struck = "";

    Killer(TestDatabase server, int strikeAt) throws Exception {
        this.server = server;
        this.strikeAt = strikeAt;
        database = DatabaseFactory.getInstance()
                .openDatabase(
                        server.url(), null, null, null, Scope.getCurrentScope().getResourceAccessor());
        pid = ((JdbcConnection) database.getConnection())
                .getUnderlyingConnection()
                .unwrap(PGConnection.class)
                .getBackendPID();
    }

    Database database() {
        return database;
    }

    /** The statement that never came to run; empty if the work was done before it was due. */
    String struck() {
        return struck;
    }

    @Override
    public void writeSqlWillRun(String sql) {
        if (TARGETS.matcher(sql).matches() && ++heard == strikeAt) {
            struck = sql;
            try {
                kill(server, pid);
            } catch (Exception failed) {
                throw new AssertionError("cannot kill " + pid, failed);
            }
        }
    }

    /** Terminates a backend and returns when it is gone. */
    static void kill(TestDatabase database, int pid) throws Exception {
        Catalog.strings(database, "SELECT pg_terminate_backend(" + pid + ")");
        Await.until(
                "the end of backend " + pid,
                Duration.ofSeconds(10),
                () -> Catalog.strings(database, "SELECT pid FROM pg_stat_activity WHERE pid = " + pid)
                        .isEmpty());
    }

    @Override
    public void close() throws SQLException {
        try {
            database.close();
        } catch (DatabaseException alreadyGone) {
            if (struck.isEmpty()) {
                throw new SQLException(alreadyGone);
            }
        }
    }
}
