package liquibase.ext.online.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import liquibase.ext.online.it.server.TestDatabase;

/** Looks at the sessions of a database from outside, as somebody on call would. */
final class Watcher implements AutoCloseable {
    private final Connection connection;
    private final Set<String> statementsSeen = new HashSet<>();

    Watcher(TestDatabase database) throws SQLException {
        connection = database.connect();
    }

    /** Whether a reader or writer has been waiting for a lock for so long. */
    boolean seesAClientWaitFor(Duration duration) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT 1 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'"
                        + " AND application_name ~ '^(reader|writer)-' AND clock_timestamp() - query_start > ? * interval '1 ms'")) {
            query.setLong(1, duration.toMillis());
            try (ResultSet result = query.executeQuery()) {
                return result.next();
            }
        }
    }

    /** Whether the session of an online change has by now been seen at so many different statements, or waits so long. */
    boolean seesAnOnlineChangeHeldUp(int statements, Duration wait) throws SQLException {
        boolean waits = false;
        try (PreparedStatement query = connection.prepareStatement("SELECT query_start::text,"
                + " wait_event_type = 'Lock' AND clock_timestamp() - query_start > ? * interval '1 ms'"
                + " FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name LIKE 'liquibase-online %'")) {
            query.setLong(1, wait.toMillis());
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    statementsSeen.add(result.getString(1));
                    waits |= result.getBoolean(2);
                }
            }
        }
        return waits || statementsSeen.size() >= statements;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
