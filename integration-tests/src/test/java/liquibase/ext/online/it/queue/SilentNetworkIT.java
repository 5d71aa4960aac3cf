package liquibase.ext.online.it.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.Proxy;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets that get lost and no word of it: no run waits for ever, and the next one goes on. */
@Tag("liquibase")
@Tag("once")
class SilentNetworkIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String FILL =
            "backfillInBatches: {tableName: orders, batchSize: 100, pause: 50ms, columns: [column: {name: note, value: x}]}";

    @TempDir
    private Path folder;

    private OwnerDatabase database;
    private Proxy network;

    @BeforeEach
    void makeATable() throws Exception {
        database = OwnerDatabase.on(PostgresServer.usual());
        database.owner().run(OneChange.table(5_000));
        database.owner().run("ALTER TABLE orders ADD note text");
        network = new Proxy(database.owner().server());
    }

    @AfterEach
    void dropIt() throws Exception {
        network.close();
        database.close();
    }

    private OneChange through(String parameters) {
        TestDatabase behind = new TestDatabase(
                database.owner().server(), database.owner().name(), network.url(database.owner()) + parameters);
        return new OneChange(behind, folder).with("answerTimeout", "2s");
    }

    private void goOn(String change) throws Exception {
        database.owner().run("UPDATE databasechangeloglock SET locked = false");
        new OneChange(database.owner(), folder).start(change).get(2, TimeUnit.MINUTES);
    }

    @Test
    void inTheMiddleOfABackfill() throws Exception {
        CompletableFuture<Void> update = through("").start(FILL);
        Await.until("some batches", DEADLINE, () -> filled() > 500);
        network.forget();
        assertThatThrownBy(() -> update.get(1, TimeUnit.MINUTES))
                .hasMessageContaining(" rows were written by this run and stay")
                .message()
                .containsAnyOf("no answer came in time", "the connection is lost");
        assertThat(filled()).isLessThan(5_000);
        goOn(FILL);
        assertThat(filled()).isEqualTo(5_000);
    }

    private int filled() throws Exception {
        return Integer.parseInt(Catalog.strings(database.admin(), "SELECT count(note)::text FROM orders")
                .get(0));
    }

    @Test
    void inTheMiddleOfABuildThatEnds() throws Exception {
        try (Connection report = database.owner().connect()) {
            CompletableFuture<Void> update = waitingBuild(report, "");
            network.forget();
            report.commit();
            assertThatThrownBy(() -> update.get(1, TimeUnit.MINUTES))
                    .hasMessageContaining("the server is not at it any more, and its answer never came");
        }
        goOn(OneChange.UNIQUE);
        assertThat(Catalog.strings(
                        database.admin(), "SELECT conname FROM pg_constraint WHERE conname = 'orders_sku_key'"))
                .isEqualTo(List.of("orders_sku_key"));
    }

    @Test
    void whenNothingGetsThroughAtAll() throws Exception {
        try (Connection report = database.owner().connect()) {
            CompletableFuture<Void> update = waitingBuild(report, "&loginTimeout=1");
            network.fallSilent();
            assertThatThrownBy(() -> update.get(1, TimeUnit.MINUTES))
                    .hasMessageContaining("the server cannot be reached by another connection either")
                    .hasMessageContaining("State: what this step left, the server could not be asked");
            report.commit();
        }
        goOn(OneChange.UNIQUE);
    }

    /** The connection of an application that offers no other. */
    @ParameterizedTest
    @CsvSource({"'', 1", "&tcpKeepAlive=true, 0"})
    void aLongStatementThatNobodyCanWatchSaysSo(String parameter, int notes) throws Exception {
        OneChange.write(folder, OneChange.UNIQUE);
        Told told = new Told();
        try (Connection report = database.owner().connect()) {
            report.setAutoCommit(false);
            Application.execute(report, "UPDATE orders SET n = 1 WHERE id = 1");
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> overOneConnection(parameter, told));
            Await.until("a build that waits", DEADLINE, () -> isBuildingFor("2 s"));
            report.commit();
            update.get(1, TimeUnit.MINUTES);
        }
        assertThat(told.lines().stream().filter(line -> line.contains("add tcpKeepAlive=true to the URL")))
                .hasSize(notes);
    }

    private void overOneConnection(String parameter, Told told) {
        try (Connection connection =
                        DriverManager.getConnection(database.owner().url() + parameter);
                Liquibase liquibase = new Liquibase(
                        OneChange.CHANGELOG,
                        new DirectoryResourceAccessor(folder),
                        DatabaseFactory.getInstance()
                                .findCorrectDatabaseImplementation(new JdbcConnection(connection)))) {
            Scope.child(Scope.Attr.ui.name(), told, () -> liquibase.update(new Contexts(), new LabelExpression()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isBuildingFor(String time) throws Exception {
        return !Catalog.strings(
                        database.admin(),
                        "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'CREATE UNIQUE INDEX CONCURRENTLY%' AND state ="
                                + " 'active' AND query_start < clock_timestamp() - interval '" + time
                                + "' AND datname = current_database()")
                .isEmpty();
    }

    /** What a URL says of the driver's patience is not meant for a statement that takes hours. */
    @Test
    void aSocketTimeoutDoesNotCutABuild() throws Exception {
        try (Connection report = database.owner().connect()) {
            CompletableFuture<Void> update = waitingBuild(report, "&socketTimeout=1");
            Await.until("a build of three seconds", DEADLINE, () -> isBuildingFor("3 s"));
            report.commit();
            update.get(1, TimeUnit.MINUTES);
        }
    }

    private CompletableFuture<Void> waitingBuild(Connection report, String parameters) throws Exception {
        report.setAutoCommit(false);
        Application.execute(report, "UPDATE orders SET n = 1 WHERE id = 1");
        OneChange change = through(parameters);
        CompletableFuture<Void> update = change.start(OneChange.UNIQUE);
        change.told().await("waits for pid ");
        return update;
    }
}
