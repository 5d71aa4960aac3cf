package liquibase.ext.online.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.server.Turn;
import liquibase.ext.online.it.traffic.BulkLoad;
import liquibase.ext.online.it.traffic.Measurement;
import liquibase.ext.online.it.traffic.Traffic;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 4: a change that cannot have its lock yet does not make anybody else wait. */
@Tag("alone")
class BlockingIT {
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    /** How long a client, or a statement that stops nobody, is left to wait before the transaction in the way ends. */
    private static final Duration STALL = LOCK_TIMEOUT.multipliedBy(4);
    /** How many statements an online change has time for; it asks about twenty times a second. */
    private static final int TRIES = 60;
    /** One measurement does not see the worst of a shared machine. */
    private static final int ALLOWANCE = 3;

    @TempDir
    Path folder;

    /** What ends the transaction that is in the way. */
    @FunctionalInterface
    private interface Sign {
        boolean seenBy(Watcher watcher) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource
    void nobodyWaitsLongerThanTheLockTimeoutBehindAnOnlineChange(BlockingCase change) throws Exception {
        try (TestDatabase database = withTable(change);
                Traffic traffic = traffic(database)) {
            Measurement undisturbed = traffic.during(() -> BulkLoad.beside(database, 5L * BlockingCase.ROWS));

            Measurement online = traffic.during(() -> run(
                    database,
                    change,
                    change.onlineChangelog(),
                    watcher -> watcher.seesAnOnlineChangeHeldUp(TRIES, STALL)));

            assertThat(online.longest())
                    .as("reads: %s; writes: %s; undisturbed: %s", online.reads(), online.writes(), undisturbed)
                    .isLessThan(LOCK_TIMEOUT.plus(undisturbed.longest().multipliedBy(ALLOWANCE)));
        }
    }

    /** Some of them: that the measure can fail. */
    static Stream<BlockingCase> aThird() {
        return Arrays.stream(BlockingCase.values()).filter(change -> Turn.isOf(change.name(), 3));
    }

    @ParameterizedTest
    @MethodSource("aThird")
    void theStockChangeMakesClientsWaitAsLongAsTheTransactionInItsWayLasts(BlockingCase change) throws Exception {
        try (TestDatabase database = withTable(change);
                Traffic traffic = traffic(database)) {
            Measurement stock = traffic.during(
                    () -> run(database, change, change.stockChangelog(), watcher -> watcher.seesAClientWaitFor(STALL)));

            assertThat(stock.longest()).isGreaterThan(STALL);
        }
    }

    private static TestDatabase withTable(BlockingCase change) throws SQLException {
        TestDatabase database = PostgresServer.usual().freshDatabase();
        database.run(change.table());
        return database;
    }

    private static Traffic traffic(TestDatabase database) {
        return Traffic.on(database.dataSource())
                .readers(2, 100, BlockingIT::read)
                .writers(2, 50, BlockingIT::write);
    }

    /** Runs the change against a transaction that ends when the sign is seen; the change must still be under way then. */
    private void run(TestDatabase database, BlockingCase change, String changelog, Sign sign) throws Exception {
        Files.writeString(folder.resolve("changelog.yaml"), changelog);
        try (Connection blocker = database.connect();
                Watcher watcher = new Watcher(database)) {
            blocker.setAutoCommit(false);
            execute(blocker, change.blocker());
            CompletableFuture<Void> update = CompletableFuture.runAsync(() -> update(database));
            Await.until(change + " has tried", Duration.ofMinutes(2), () -> {
                if (update.isDone()) {
                    update.join();
                    throw new AssertionError(change + " is done, and the transaction was not in its way");
                }
                return sign.seenBy(watcher);
            });
            blocker.commit();
            update.join();
        }
    }

    private void update(TestDatabase database) {
        try {
            new LiquibaseUpdate(database, folder, "changelog.yaml")
                    .telling(new LoggerUIService())
                    .with("liquibase.online.lockTimeout", LOCK_TIMEOUT.toMillis() + "ms")
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(Connection connection, SplittableRandom random) throws SQLException {
        onSomeRow(connection, random, "SELECT n FROM orders WHERE id = ?");
    }

    private static void write(Connection connection, SplittableRandom random) throws SQLException {
        onSomeRow(connection, random, "UPDATE orders SET n = n + 1 WHERE id = ?");
    }

    private static void onSomeRow(Connection connection, SplittableRandom random, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, 1 + random.nextInt(BlockingCase.ROWS - 1));
            statement.execute();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
