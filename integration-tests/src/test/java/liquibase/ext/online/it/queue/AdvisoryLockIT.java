package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import liquibase.Scope;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The changelog lock as an advisory lock: one update at a time, and nothing left of one that was killed. */
@Tag("liquibase")
class AdvisoryLockIT {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final String HOLDERS =
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM"
                    + " pg_database WHERE datname = current_database())";
    private static final String BUILD = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND"
            + " wait_event_type = 'Lock' AND query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%'";
    /** Another session of the driver, at rest between two tries, with nothing that a build would wait for. */
    private static final String WAITER =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state ="
                    + " 'idle' AND backend_xmin IS NULL AND xact_start IS NULL AND query IN ('COMMIT', 'ROLLBACK') AND pid NOT IN ("
                    + HOLDERS + ")";

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Connection report;

    @BeforeEach
    void open() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        database.run(OneChange.table(1000));
        OneChange.write(folder, OneChange.UNIQUE);
        report = database.connect();
        report.setAutoCommit(false);
        Application.execute(report, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT 1");
    }

    @AfterEach
    void close() throws Exception {
        report.close();
        database.close();
    }

    @Test
    void whoWaitsForItIsNotInTheWayOfTheHoldersBuild() throws Exception {
        Process holder = ChildUpdate.start(database.url(), folder);
        Process waiter = null;
        try {
            awaitOne(BUILD);
            List<String> pid = Catalog.strings(database, HOLDERS);
            waiter = ChildUpdate.start(database.url(), folder);
            awaitOne(WAITER);
            assertThat(Catalog.strings(database, HOLDERS)).hasSize(1).isEqualTo(pid);
            report.commit();
            assertThat(holder.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(waiter.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(List.of(holder.exitValue(), waiter.exitValue()))
                    .as(Files.readString(folder.resolve("child.log")))
                    .containsExactly(0, 0);
            assertThat(Catalog.strings(database, "SELECT id FROM databasechangelog"))
                    .containsExactly("one");
            assertThat(Catalog.strings(database, HOLDERS)).isEmpty();
        } finally {
            holder.destroyForcibly();
            if (waiter != null) {
                waiter.destroyForcibly();
            }
        }
    }

    @Test
    void aKilledRunLeavesNoLock() throws Exception {
        Process killed = ChildUpdate.start(database.url(), folder);
        awaitOne(BUILD);
        killed.destroyForcibly().waitFor();
        report.commit();
        Scope.child(
                "liquibase.online.advisoryLock",
                "true",
                () -> ChildUpdate.commands(database.url(), folder).update());
        assertThat(Catalog.strings(
                        database, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_sku_key'::regclass"))
                .containsExactly("t");
        assertThat(Catalog.strings(database, HOLDERS)).isEmpty();
    }

    @Test
    void theHolderIsListedAndNotEndedByReleaseLocks() throws Exception {
        Process holder = ChildUpdate.start(database.url(), folder);
        try {
            awaitOne(BUILD);
            String pid = Catalog.strings(database, HOLDERS).get(0);
            Scope.child("liquibase.online.advisoryLock", "true", () -> {
                assertThat(ChildUpdate.commands(database.url(), folder).run("listLocks"))
                        .contains("pid " + pid + " (liquibase-online one, user ");
                assertThatThrownBy(() ->
                                ChildUpdate.commands(database.url(), folder).run("releaseLocks"))
                        .hasMessageContaining("alive: pid " + pid + " (liquibase-online one, user ")
                        .hasMessageContaining("SELECT pg_terminate_backend(" + pid + ")");
            });
            assertThat(Catalog.strings(database, HOLDERS)).containsExactly(pid);
            report.commit();
            assertThat(holder.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            holder.destroyForcibly();
        }
    }

    /** The server warns of whoever releases what he does not hold. */
    @Test
    void nothingIsReleasedThatWasNotTaken() throws Exception {
        try (PostgresServer server =
                        PostgresServer.startOwn(PostgresServer.USUAL_MAJOR, Map.of("logging_collector", "on"));
                TestDatabase own = server.freshDatabase()) {
            own.run(OneChange.table(10));
            Scope.child("liquibase.online.advisoryLock", "true", () -> {
                Commands liquibase = ChildUpdate.commands(own.url(), folder);
                liquibase.run("updateSql");
                liquibase.update();
                liquibase.run("rollbackCountSql", Map.entry("count", 1));
            });
            assertThat(Catalog.strings(own, "SELECT pg_read_file(pg_current_logfile())"))
                    .singleElement()
                    .asString()
                    .isNotEmpty()
                    .doesNotContain("own a lock");
        }
    }

    private void awaitOne(String query) throws Exception {
        Await.until(query, DEADLINE, () -> Catalog.strings(database, query).size() == 1);
    }
}
