package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A transaction that somebody prepared and forgot has no session to be ended: it is named, and so is what ends it. */
@Tag("liquibase")
class PreparedTransactionIT {
    private static final String ORPHAN = "it's an orphan of ";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatItHoldsAndHowItIsEndedIsSaid(int major) throws Exception {
        try (OwnerDatabase database = orphaned(major)) {
            String gid = literal(database);
            OneChange change = new OneChange(database.owner(), folder).with("lockBudget", "1s");
            assertThatThrownBy(change.start(OneChange.ADD_COLUMN)::join)
                    .hasMessageContaining(
                            "in the way: the prepared transaction " + gid + " (user " + database.role() + ", prepared ")
                    .hasMessageContaining(" holds RowExclusiveLock on ")
                    .hasMessageContaining("ROLLBACK PREPARED " + gid + " or COMMIT PREPARED " + gid)
                    .hasMessageNotContaining("pg_terminate_backend");
            database.owner().run("ROLLBACK PREPARED " + gid);
            change.start(OneChange.ADD_COLUMN).get(1, TimeUnit.MINUTES);
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aBuildThatWaitsForItNamesItToo(int major) throws Exception {
        try (OwnerDatabase database = orphaned(major)) {
            OneChange change = new OneChange(database.owner(), folder);
            CompletableFuture<Void> update = change.start(OneChange.UNIQUE);
            change.told().await("waits for the prepared transaction '.*an orphan of ");
            database.owner().run("ROLLBACK PREPARED " + literal(database));
            update.get(1, TimeUnit.MINUTES);
        }
    }

    private static OwnerDatabase orphaned(int major) throws Exception {
        OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(major));
        assumeFalse(Catalog.strings(database.admin(), "SHOW max_prepared_transactions")
                .equals(List.of("0")));
        database.owner().run(OneChange.table(100));
        database.owner().run("BEGIN; UPDATE orders SET n = 1 WHERE id = 1; PREPARE TRANSACTION " + literal(database));
        assertThat(Catalog.strings(
                        database.admin(), "SELECT 1 FROM pg_prepared_xacts WHERE database = current_database()"))
                .hasSize(1);
        return database;
    }

    private static String literal(OwnerDatabase database) {
        return "'" + (ORPHAN + database.role()).replace("'", "''") + "'";
    }
}
