package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A validation that is ended from outside says that its constraint stands, and what that means. */
@Tag("liquibase")
@Tag("once")
class EndedValidationIT {
    private static final String VALIDATION = " FROM pg_stat_activity WHERE query LIKE '%VALIDATE CONSTRAINT%' AND"
            + " wait_event_type = 'Lock' AND datname = current_database()";

    private static final String FOREIGN_KEY = "addForeignKeyValidated: {baseTableName: orders, baseColumnNames: n,"
            + " referencedTableName: sort, referencedColumnNames: n, constraintName: of_sort}";

    @TempDir
    private Path folder;

    @Test
    void leavesAConstraintThatIsNotValid() throws Exception {
        try (OwnerDatabase database = OwnerDatabase.on(PostgresServer.usual())) {
            database.owner().run(OneChange.table(10));
            database.owner()
                    .run(
                            "CREATE TABLE sort (n int PRIMARY KEY)",
                            "INSERT INTO sort VALUES (0)",
                            "ALTER TABLE orders ADD CONSTRAINT of_sort FOREIGN KEY (n) REFERENCES sort (n) NOT VALID");
            try (Connection inTheWay = database.owner().connect()) {
                inTheWay.setAutoCommit(false);
                Application.execute(inTheWay, "LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE");
                CompletableFuture<Void> update = new OneChange(database.owner(), folder).start(FOREIGN_KEY);
                Await.until(
                        "a validation that waits",
                        Duration.ofMinutes(1),
                        () -> Catalog.strings(database.admin(), "SELECT pg_cancel_backend(pid)::text" + VALIDATION)
                                .equals(List.of("true")));
                assertThatThrownBy(() -> update.get(1, TimeUnit.MINUTES))
                        .hasStackTraceContaining(
                                "constraint of_sort stands NOT VALID: new rows are checked, old ones are not yet");
            }
        }
    }
}
