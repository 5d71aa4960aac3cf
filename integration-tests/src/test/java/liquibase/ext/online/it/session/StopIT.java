package liquibase.ext.online.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.server.Manners;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.Stop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the word to end ends. */
class StopIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String TOLD = "the process was told to end";

    private TestDatabase database;
    private Connection connection;
    private Stop stop;
    private Session session;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        connection = database.connect();
        Manners manners = Manners.quiet();
        stop = manners.stop();
        session = new Session(connection, manners);
    }

    @AfterEach
    void close() throws Exception {
        connection.close();
        database.close();
    }

    @Test
    void aQueryThatMayReadRows() throws Exception {
        CompletableFuture<Void> query = asleep(() -> session.rows("SELECT pg_sleep(600)"));
        stop.now();
        assertThatThrownBy(query::join).hasMessageContaining(TOLD);
        assertThatThrownBy(() -> session.holds("true")).hasMessage(TOLD);
        assertThat(session.rowsAtTheEnd("SELECT 1")).hasSize(1);
    }

    @Test
    void whatIsShortOnlyWhenItIsNot() throws Exception {
        CompletableFuture<Void> batch = asleep(() -> session.script("BEGIN; SELECT pg_sleep(600)"));
        stop.now();
        assertThat(batch).isNotDone();
        stop.atOnce();
        assertThatThrownBy(batch::join).hasMessageContaining(TOLD);
        assertThat(session.rowsAtTheEnd("SELECT 1")).as("rolled back").hasSize(1);
    }

    @FunctionalInterface
    private interface Sleep {
        void sleep() throws SQLException;
    }

    private CompletableFuture<Void> asleep(Sleep sleep) throws Exception {
        CompletableFuture<Void> sleeping = CompletableFuture.runAsync(() -> {
            try {
                sleep.sleep();
            } catch (SQLException ended) {
                throw new IllegalStateException(ended);
            }
        });
        Await.until(
                "sleep",
                DEADLINE,
                () -> !Catalog.strings(
                                database,
                                "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()")
                        .isEmpty());
        return sleeping;
    }
}
