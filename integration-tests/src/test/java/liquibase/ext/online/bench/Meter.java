package liquibase.ext.online.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.server.TestDatabase;

/** Reads what one fill of a fresh table costs the server: started before it, stopped after it. */
final class Meter implements Strategy.Clock, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String HEAP = "SELECT pg_relation_size('product')";
    private static final String WAL = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')";

    private final Connection connection;
    private final ServerCpu cpu;
    private final double heapBefore;
    private Reading before = Reading.NONE;
    private Reading after = Reading.NONE;

    private record Reading(double cpu, double wal, long time) {
        static final Reading NONE = new Reading(Double.NaN, Double.NaN, 0);
    }

    Meter(TestDatabase database) throws SQLException {
        connection = database.connect();
        cpu = new ServerCpu((long) value("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"));
        heapBefore = value(HEAP);
    }

    @Override
    public void start() throws SQLException {
        before = read();
    }

    @Override
    public void stop() throws SQLException {
        after = read();
    }

    /** What it cost; to be asked for when the sessions that did the work have ended, as they report their counts then. */
    Cost cost(Batches batches) throws Exception {
        String updates = "SELECT coalesce(max(n_tup_upd), 0) FROM pg_stat_user_tables WHERE relname = 'product'";
        Await.until("the counts of updates are in", PATIENCE, () -> value(updates) >= batches.rows());
        double hot =
                value("SELECT n_tup_hot_upd::float8 / n_tup_upd FROM pg_stat_user_tables WHERE relname = 'product'");
        return new Cost(
                batches.rows(),
                (after.time - before.time) / 1e9,
                after.cpu - before.cpu,
                after.wal - before.wal,
                value(HEAP) / heapBefore,
                hot,
                batches.growth());
    }

    private Reading read() throws SQLException {
        return new Reading(cpu.seconds(), value(WAL), System.nanoTime());
    }

    private double value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
