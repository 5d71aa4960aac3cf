package liquibase.ext.online.it.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.throttle.LockWaiters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Sessions that want what a batch has locked. */
class LockWaitersIT {
    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void countsThoseBehindTheFirstAsWell(int major) throws Exception {
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection admin = database.connect();
                Connection batch = database.connect();
                Connection first = database.connect();
                Connection second = database.connect();
                Connection other = database.connect();
                Connection elsewhere = database.connect()) {
            Session looker = new Session(admin, sql -> {});
            looker.execute("CREATE TABLE product (id int PRIMARY KEY, name text)");
            looker.execute("INSERT INTO product VALUES (1, ''), (2, ''), (3, '')");
            Session session = new Session(batch, sql -> {});
            int pid = Integer.parseInt(session.value("SELECT pg_backend_pid()"));
            other.setAutoCommit(false);
            new Session(other, sql -> {}).execute("UPDATE product SET name = 'other' WHERE id = 3");

            batch.setAutoCommit(false);
            session.execute("UPDATE product SET name = 'batch' WHERE id < 3");
            assertThat(LockWaiters.of(session)).isZero();
            Busy.waiting(first, "UPDATE product SET name = 'a' WHERE id = 1", looker);
            Busy.waiting(second, "UPDATE product SET name = 'b' WHERE id = 1", looker);
            Busy.waiting(elsewhere, "UPDATE product SET name = 'c' WHERE id = 3", looker);
            assertThat(LockWaiters.of(session)).isEqualTo(2);
            assertThat(LockWaiters.of(looker, pid)).isEqualTo(2);
            batch.rollback();
            assertThat(LockWaiters.of(looker, pid)).isZero();
        }
    }
}
