package liquibase.ext.online.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role whose transactions see one snapshot: a batch would fail on every row that somebody changes beside it. */
@Tag("liquibase")
@Tag("once")
class IsolationIT {
    @TempDir
    private Path folder;

    @Test
    void everyBatchIsReadCommitted() throws Exception {
        try (OwnerDatabase database = OwnerDatabase.on(PostgresServer.usual())) {
            database.owner()
                    .run(
                            "CREATE TABLE item (id int PRIMARY KEY, level text)",
                            "INSERT INTO item SELECT generate_series(1, 1000)");
            database.admin()
                    .run("ALTER ROLE " + database.role() + " SET default_transaction_isolation = 'serializable'");
            Files.writeString(folder.resolve("changelog.yaml"), """
                    databaseChangeLog:
                    - changeSet:
                        id: one
                        author: it
                        changes:
                        - backfillInBatches:
                            tableName: item
                            batchSize: 100
                            parallelism: 2
                            columns: [column: {name: level, valueComputed: "current_setting('transaction_isolation')"}]
                    """);
            new LiquibaseUpdate(database.owner(), folder, "changelog.yaml").run();
            assertThat(Catalog.strings(database.admin(), "SELECT DISTINCT level FROM item"))
                    .containsExactly("read committed");
        }
    }
}
