package liquibase.ext.online.it.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.lifecycle.Example;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Builds that fail or are cut off leave INVALID indexes; none is there any more after the next update. */
class FailedBuildIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Example EXAMPLE = Example.of("addUniqueConcurrently/single-column");
    private static final String WAITING_BUILD =
            "SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%' AND wait_event_type ="
                    + " 'Lock' AND datname = current_database()";
    private static final String INDEXES =
            "SELECT indexrelid::regclass || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END FROM pg_index WHERE indrelid ="
                    + " 'customer'::regclass ORDER BY 1";

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aDuplicateThatComesDuringTheBuildLeavesNoIndex(int major) throws Exception {
        try (TestDatabase database = EXAMPLE.setUp(major);
                Connection application = database.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("INSERT INTO customer (name, email) VALUES ('twin', 'C7@example.org')");
            CompletableFuture<Void> update = updateInBackground(database);
            awaitBuild(database);
            application.commit();

            assertThatThrownBy(update::get)
                    .hasMessageContaining("addUniqueConcurrently public.customer (email)")
                    .hasMessageContaining("C7@example.org");
            assertThat(Catalog.strings(database, INDEXES)).containsExactly("customer_pkey");

            database.run("DELETE FROM customer WHERE name = 'twin'");
            Commands.on(database, EXAMPLE).update();
            assertThat(Catalog.strings(database, INDEXES)).containsExactly("customer_email_key", "customer_pkey");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aBuildWhoseBackendDiedIsDoneAnew(int major) throws Exception {
        try (TestDatabase database = EXAMPLE.setUp(major);
                Connection application = database.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("INSERT INTO customer (name, email) VALUES ('late', 'late@example.org')");
            CompletableFuture<Void> update = updateInBackground(database);
            Killer.kill(database, awaitBuild(database));
            assertThatThrownBy(update::get).hasMessageContaining("build index customer_email_key");
            application.commit();
            assertThat(Catalog.strings(database, INDEXES))
                    .containsExactly("customer_email_key INVALID", "customer_pkey");

            Commands again = Commands.on(database, EXAMPLE);
            again.run("releaseLocks");
            again.update();
            assertThat(Catalog.strings(database, INDEXES)).containsExactly("customer_email_key", "customer_pkey");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void whatAReindexLeftIsDropped(int major) throws Exception {
        try (TestDatabase database = EXAMPLE.setUp(major)) {
            database.run(
                    "CREATE UNIQUE INDEX customer_email_key_ccnew ON customer (email)",
                    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'customer_email_key_ccnew'::regclass",
                    "CREATE INDEX customer_name_idx ON customer (name)",
                    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'customer_name_idx'::regclass");

            Commands.on(database, EXAMPLE).update();

            assertThat(Catalog.strings(database, INDEXES))
                    .as("an INVALID index of another definition is not ours to drop")
                    .containsExactly("customer_email_key", "customer_name_idx INVALID", "customer_pkey");
        }
    }

    private static CompletableFuture<Void> updateInBackground(TestDatabase database) {
        return CompletableFuture.runAsync(() -> {
            try {
                Commands.on(database, EXAMPLE).update();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private static int awaitBuild(TestDatabase database) throws Exception {
        Await.until(
                "a build that waits",
                DEADLINE,
                () -> !Catalog.strings(database, WAITING_BUILD).isEmpty());
        return Integer.parseInt(Catalog.strings(database, WAITING_BUILD).get(0));
    }
}
