package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import liquibase.command.CommandScope;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of one process while an update runs in another thread, with the changelog lock in its hands. */
@Tag("liquibase")
class OnlineCommandsIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String CHANGELOG = """
            <databaseChangeLog
                xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:online="https://liquibase-online.github.io/xml/ns/online"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                    http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
              <changeSet id="fill" author="it">
                <online:backfillInBatches tableName="product"><column name="sku" valueComputed="'PROD-' || id"/></online:backfillInBatches>
              </changeSet>
              <changeSet id="unique" author="it">
                <online:addUniqueConcurrently tableName="product" columnNames="sku" constraintName="product_sku"/>
              </changeSet>
            </databaseChangeLog>
            """;

    @TempDir
    Path folder;

    private TestDatabase database;
    private Connection connection;
    private Session session;
    private String shown = "";

    @BeforeEach
    void makeAProduct() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        connection = database.connect();
        session = new Session(connection, sql -> {});
        database.run(
                "CREATE TABLE product (id int PRIMARY KEY, sku text)",
                "INSERT INTO product SELECT n FROM generate_series(1, 100000) AS n",
                "ANALYZE product");
        Files.writeString(folder.resolve("changelog.xml"), CHANGELOG);
    }

    @AfterEach
    void dropIt() throws Exception {
        connection.close();
        database.close();
    }

    @Test
    void whereNothingRanThereIsNothingToShowOrToAsk() throws Exception {
        assertThat(cli("online-status"))
                .isEqualToIgnoringNewLines(
                        "No backfill has run in this database, no index is being built online, and nothing is begun.");
        assertThat(cli("online-status", "--format=json").strip())
                .isEqualTo("{\"backfills\": [], \"builds\": [], \"begun\": []}");
        for (String command : new String[] {"onlinePause", "onlineResume", "onlineAbort"}) {
            assertThatThrownBy(() -> ask(command, null))
                    .hasMessageContaining("There is no unfinished backfill in this database.");
        }
        assertThatThrownBy(() -> ask("onlineStatus", "none"))
                .hasMessageContaining(
                        "No backfill of a changeset with id none has run in this database, and nothing else of it is begun.");
        assertThatThrownBy(() -> new CommandScope("onlineStatus")
                        .addArgumentValue("url", database.url())
                        .addArgumentValue("format", "xml")
                        .execute())
                .hasMessageContaining("format is xml; it must be text or json");
        assertThat(session.holds("to_regclass('databasechangelogonline') IS NULL"))
                .as("looking makes no table")
                .isTrue();
    }

    @Test
    void aBackfillIsPausedEndedPausedAgainAndResumed() throws Exception {
        CompletableFuture<Void> first = update("100ms");
        Await.until("some batches", DEADLINE, () -> written() >= 100);

        String running = cli("online-status", "--format=json");
        assertThat(json(running, "status")).isEqualTo("running");
        assertThat(json(running, "working")).isEqualTo("true");
        assertThat(json(running, "changeSet,id")).isEqualTo("fill");
        assertThat(json(running, "total")).isEqualTo("100000");
        assertThat(Double.parseDouble(json(running, "rate"))).isPositive().isLessThan(100_000);
        assertThat(Double.parseDouble(json(running, "secondsLeft"))).isPositive();
        assertThat(json(running, "phase")).isEqualTo("walk");

        assertThat(cli(
                        "online-pause",
                        "--changeset-id=fill",
                        "--changeset-author=it",
                        "--changeset-path=changelog.xml"))
                .contains("Backfill of public.product (changelog.xml::fill::it): holds after its batch");
        Await.until("it holds", DEADLINE, () -> isStatus("paused"));
        long before = written();
        assertThat(cli("online-status"))
                .contains("  paused: ", " of about 100,000 (", "  held: paused by online-pause", "  asked for: pause")
                .doesNotContain("no process works on it");
        assertThat(written()).isEqualTo(before);
        assertThat(session.holds("(SELECT locked FROM databasechangeloglock)"))
                .as("the update keeps the changelog lock")
                .isTrue();

        assertThat(cli("online-abort")).contains("ends after its batch; the next update goes on behind it");
        assertThatThrownBy(first::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("online-abort ended it");
        assertThat(session.holds("(SELECT locked FROM databasechangeloglock)"))
                .as("the changelog lock is given back")
                .isFalse();
        assertThat(written()).isEqualTo(before);
        assertThat(cli("online-status"))
                .contains("  stopped: ", "no process works on it; run update to go on", "last error: ");
        assertThatThrownBy(() -> ask("onlineAbort", "fill"))
                .hasMessageContaining("No process works on an unfinished backfill of a changeset with id fill");

        assertThat(cli("online-pause"))
                .contains("no process works on it; when update runs it again, it holds until online-resume");
        CompletableFuture<Void> second = update("0ms");
        Await.until("it holds again", DEADLINE, () -> {
            if (second.isDone()) {
                second.join();
            }
            return isStatus("paused");
        });
        assertThat(written()).as("no more than one batch after the start").isLessThan(before + 1_000);

        assertThat(cli("online-resume")).contains("(changelog.xml::fill::it): goes on");
        second.join();
        assertThat(written()).as("each row is written once").isEqualTo(100_000);
        String done = cli("online-status", "--format=json");
        assertThat(json(done, "status")).isEqualTo("done");
        assertThat(json(done, "percent")).isEqualTo("100");
        assertThat(json(done, "working")).isEqualTo("false");
        assertThat(done).doesNotContain("secondsLeft");
        assertThatThrownBy(() -> ask("onlineResume", null)).hasMessageContaining("There is no unfinished backfill");
        assertProgressFile();
    }

    @Test
    void whoIsInTheWayOfABackfillOrABuildIsNamed() throws Exception {
        try (Connection other = database.connect()) {
            Session reader = new Session(other, sql -> {});
            String pid = reader.value("SELECT pg_backend_pid()");
            other.setAutoCommit(false);
            reader.execute("UPDATE product SET sku = NULL WHERE id = 500");
            CompletableFuture<Void> update = update("0ms");
            Await.until("the backfill waits for the row", DEADLINE, () -> {
                shown = cli("online-status");
                return shown.contains("  waits for pid " + pid);
            });
            assertThat(shown).contains("Backfill of public.product (changelog.xml::fill::it)", "  at work: pid ");
            other.commit();

            Await.until("the backfill is done", DEADLINE, () -> isStatus("done"));
            reader.execute("SELECT FROM product FOR KEY SHARE");
            Await.until("the build waits for the reader", DEADLINE, () -> {
                shown = cli("online-status");
                return shown.contains("  waiting for ") && shown.contains("  waits for pid " + pid);
            });
            assertThat(shown).contains("Index build on public.product", "(liquibase-online unique, pid ");
            other.rollback();
            update.join();
        }
        assertThat(cli("online-status")).doesNotContain("Index build", "waits for");
    }

    /** Each line is JSON to the server, and tells of both runs. */
    private void assertProgressFile() throws Exception {
        List<String> events = new ArrayList<>();
        for (String line : Files.readAllLines(progressFile())) {
            events.add(session.value(
                    "SELECT concat_ws(' ', j -> 'changeSet' ->> 'id', j ->> 'event', j ->> 'reason') FROM (SELECT "
                            + Sql.literal(line) + "::jsonb) AS line (j)"));
        }
        assertThat(events)
                .contains("fill step", "fill batch", "fill done", "unique done")
                .contains("fill held paused by online-pause; online-resume lets it go on")
                .anyMatch(event -> event.startsWith("fill failed backfillInBatches") && event.contains("online-abort"));
    }

    private Path progressFile() {
        return folder.resolve("progress.jsonl");
    }

    /** In the smallest batches, of a page or less. */
    private CompletableFuture<Void> update(String pause) {
        return CompletableFuture.runAsync(() -> {
            try {
                new LiquibaseUpdate(database, folder, "changelog.xml")
                        .with("liquibase.online.batchSize", "10")
                        .with("liquibase.online.pause", pause)
                        .with("liquibase.online.progressFile", progressFile().toString())
                        .run();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }

    private long written() throws Exception {
        return session.holds("to_regclass('databasechangelogonline_stretch') IS NOT NULL")
                ? Long.parseLong(
                        session.value("SELECT (SELECT coalesce(sum(rows_written), 0) FROM databasechangelogonline) +"
                                + " (SELECT coalesce(sum(rows_written), 0) FROM databasechangelogonline_stretch)"))
                : 0;
    }

    private boolean isStatus(String status) throws Exception {
        return session.holds("EXISTS (SELECT FROM databasechangelogonline WHERE status = '" + status + "')");
    }

    /** What stands in the first backfill, as the server reads it. */
    private String json(String text, String path) throws Exception {
        return session.value("SELECT " + Sql.literal(text) + "::jsonb #>> '{backfills,0," + path + "}'");
    }

    private void ask(String command, @Nullable String id) throws Exception {
        CommandScope scope = new CommandScope(command).addArgumentValue("url", database.url());
        if (id != null) {
            scope.addArgumentValue("changesetId", id);
        }
        scope.execute();
    }

    private String cli(String command, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "--url=" + database.url();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Cli.run(command, all);
    }
}
