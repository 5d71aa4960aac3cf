package liquibase.ext.online.it.server;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import liquibase.ext.online.it.Await;

/** A streaming replica of a {@link LocalServer}, which can be made to lag and can be promoted. */
public final class Replica implements Closeable {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final LocalServer primary;
    private final LocalServer replica;
    private final String name;

    /**
     * Starts a replica, for which the primary is stopped a moment, and returns when it streams.
     *
     * @param name its {@code application_name} in {@code pg_stat_replication}
     */
    public Replica(LocalServer primary, String name) throws Exception {
        this.primary = primary;
        this.name = name;
        replica = primary.replica(name);
        awaitCaughtUp();
    }

    /** The same database here; to be read, and after {@link #promote} to be written. */
    public TestDatabase copyOf(TestDatabase database) {
        String url = JdbcUrl.parse(replica.url()).to(database.name());
        return new TestDatabase(replica.server(), database.name(), url);
    }

    /** Lets WAL come in and not be replayed: the lag of this replica grows with every write to the primary. */
    public void pauseReplay() throws SQLException {
        value(replica, "SELECT pg_wal_replay_pause()");
    }

    /** Ends what {@link #pauseReplay} began; the lag goes back to nothing. */
    public void resumeReplay() throws SQLException {
        value(replica, "SELECT pg_wal_replay_resume()");
    }

    /** How much WAL the primary has that is not replayed here, in bytes, as the primary knows. */
    public long lagBytes() throws SQLException {
        return Long.parseLong(value(primary, ofThis("pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)")));
    }

    /** How long replay takes at present, as the primary knows; zero when it has nothing to say. */
    public Duration lag() throws SQLException {
        String millis = ofThis("(extract(epoch FROM coalesce(replay_lag, interval '0')) * 1000)::bigint");
        return Duration.ofMillis(Long.parseLong(value(primary, millis)));
    }

    /** Returns when all that the primary has written is replayed here. */
    public void awaitCaughtUp() throws Exception {
        Await.until(
                name + " has caught up",
                DEADLINE,
                () -> value(primary, ofThis("pg_current_wal_lsn() <= replay_lsn"))
                        .equals("true"));
    }

    /** Makes this a primary. */
    public void promote() throws IOException {
        replica.promote();
    }

    @Override
    public void close() throws IOException {
        replica.close();
    }

    private String ofThis(String expression) {
        return "SELECT coalesce((SELECT " + expression + " FROM pg_stat_replication WHERE application_name = '" + name
                + "')::text, '')";
    }

    private static String value(LocalServer server, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
