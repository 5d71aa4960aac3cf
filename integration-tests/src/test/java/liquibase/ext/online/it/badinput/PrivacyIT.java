package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.queue.Told;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server's errors quote of rows reaches nobody who did not ask for it. */
@Tag("liquibase")
class PrivacyIT {
    private static final String SECRET = "ann@example.org";

    @TempDir
    Path folder;

    private OwnerDatabase database;

    @BeforeEach
    void makeCustomers() throws Exception {
        database = OwnerDatabase.on(PostgresServer.usual());
        database.owner()
                .run(
                        "CREATE TABLE customer (id int PRIMARY KEY, email text, n int, copy text)",
                        "INSERT INTO customer VALUES (1, '" + SECRET + "', 1), (2, 'bob@example.org', 2)");
    }

    @AfterEach
    void dropThem() throws Exception {
        database.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE customer ADD CHECK (id <> 1 OR copy IS NULL) | violates check constraint
                    CREATE UNIQUE INDEX ON customer (copy); INSERT INTO customer VALUES (0, '', 0, 'ann@example.org') \
                    | duplicate key value violates unique constraint
                    CREATE TABLE known (email text PRIMARY KEY); INSERT INTO known VALUES ('bob@example.org'); \
                    ALTER TABLE customer ADD FOREIGN KEY (copy) REFERENCES known | violates foreign key constraint
                    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('SELECT 1 / 0 /* %s */', \
                    NEW.email)\\; RETURN NEW\\; END $$; CREATE TRIGGER refuse BEFORE UPDATE ON customer FOR EACH ROW EXECUTE \
                    FUNCTION refuse() | division by zero
                    """)
    void theDetailsOfAnErrorAreShownOnlyToWhomAsksForThem(String setUp, String error) throws Exception {
        for (String statement : setUp.split("(?<!\\\\);", -1)) {
            database.owner().run(statement.replace("\\;", ";"));
        }
        String hidden = everythingTold(false);
        assertThat(hidden).contains(error, "Next:").doesNotContain(SECRET);
        assertThat(everythingTold(true)).contains(error, SECRET);
    }

    /** Message and causes, what Liquibase says, the state table and the progress file of an update that must fail. */
    private String everythingTold(boolean showErrorDetail) throws Exception {
        Path progress = folder.resolve("progress-" + showErrorDetail);
        Files.writeString(folder.resolve("changelog.yaml"), """
                databaseChangeLog:
                  - changeSet:
                      id: fill
                      author: it
                      changes:
                        - backfillInBatches:
                            tableName: customer
                            columns: [{column: {name: copy, valueComputed: email}}]
                """);
        Told told = new Told();
        Throwable failure = catchThrowable(() -> new LiquibaseUpdate(database.owner(), folder, "changelog.yaml")
                .telling(told)
                .with("liquibase.online.showErrorDetail", showErrorDetail)
                .with("liquibase.online.progressFile", progress.toString())
                .run());
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        List<String> state =
                Catalog.strings(database.admin(), "SELECT to_jsonb(t)::text FROM databasechangelogonline t");
        return trace + String.join("\n", told.lines()) + String.join("\n", state) + Files.readString(progress);
    }
}
