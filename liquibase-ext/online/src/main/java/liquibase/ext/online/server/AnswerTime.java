package liquibase.ext.online.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the driver waits for an answer before it gives the connection up. What the URL or the pool says about it (the
 * driver's socketTimeout) would cut off a statement that takes hours, while the server goes on with it.
 */
final class AnswerTime {
    private final Connection connection;
    private final int beforeMillis;
    private int nowMillis;

    private AnswerTime(Connection connection, int beforeMillis) {
        this.connection = connection;
        this.beforeMillis = beforeMillis;
        this.nowMillis = beforeMillis;
    }

    /** As it is; null where the driver has no say in it. */
    static @Nullable AnswerTime of(Connection connection) throws SQLException {
        try {
            return new AnswerTime(connection, connection.getNetworkTimeout());
        } catch (SQLFeatureNotSupportedException asItIs) {
            return null;
        }
    }

    void atMost(Duration time) throws SQLException {
        set((int) Math.min(Integer.MAX_VALUE, time.toMillis()));
    }

    void unlimited() throws SQLException {
        set(0);
    }

    void restore() throws SQLException {
        set(beforeMillis);
    }

    private void set(int millis) throws SQLException {
        if (millis != nowMillis) {
            connection.setNetworkTimeout(Runnable::run, millis);
            nowMillis = millis;
        }
    }
}
