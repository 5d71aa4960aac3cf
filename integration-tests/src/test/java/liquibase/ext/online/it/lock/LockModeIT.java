package liquibase.ext.online.it.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.lock.LockMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** The table of conflicts, each pair of modes asked of a server. */
class LockModeIT {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void everyPairOfModesConflictsAsDeclared(int major) throws SQLException {
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection holder = transaction(database);
                Connection other = transaction(database)) {
            database.run("CREATE TABLE t (id int)");
            for (LockMode held : LockMode.values()) {
                run(holder, "LOCK TABLE t IN " + held.sqlName() + " MODE");
                Set<LockMode> refused = EnumSet.noneOf(LockMode.class);
                for (LockMode wanted : LockMode.values()) {
                    if (!gets(other, "LOCK TABLE t IN " + wanted.sqlName() + " MODE NOWAIT")) {
                        refused.add(wanted);
                    }
                }
                holder.rollback();
                assertThat(refused).as("while %s is held", held).isEqualTo(held.conflicts());
            }
        }
    }

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void readersAndWritersWaitAsDeclared(int major) throws SQLException {
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection holder = transaction(database);
                Connection application = transaction(database)) {
            database.run("CREATE TABLE t (id int)");
            for (LockMode held : LockMode.values()) {
                run(holder, "LOCK TABLE t IN " + held.sqlName() + " MODE");
                boolean reads = gets(application, "SET LOCAL lock_timeout = '20ms'; SELECT * FROM t");
                boolean writes = gets(application, "SET LOCAL lock_timeout = '20ms'; INSERT INTO t VALUES (1)");
                holder.rollback();
                assertThat(reads).as("a reader goes on under %s", held).isEqualTo(!held.blocksReads());
                assertThat(writes).as("a writer goes on under %s", held).isEqualTo(!held.blocksWrites());
            }
        }
    }

    private static Connection transaction(TestDatabase database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean gets(Connection connection, String sql) throws SQLException {
        try {
            run(connection, sql);
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo(LOCK_NOT_AVAILABLE);
            return false;
        } finally {
            connection.rollback();
        }
    }
}
