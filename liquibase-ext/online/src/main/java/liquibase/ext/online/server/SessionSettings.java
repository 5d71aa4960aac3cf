package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the session while a plan runs, and what they were before. No timeout cuts CONCURRENTLY or VALIDATE: a
 * lock_timeout there leaves an INVALID index. Statements that take a lock which stops others set their own, for their
 * transaction only.
 */
public final class SessionSettings implements AutoCloseable {
    private static final String SEARCH_PATH = "search_path";

    /** The server finds out within two minutes that its client is gone, and lets go of what the session holds. */
    private static final Map<String, String> KEEPALIVES =
            Map.of("tcp_keepalives_idle", "60", "tcp_keepalives_interval", "10", "tcp_keepalives_count", "6");

    private final Session session;
    private final Map<String, String> before = new LinkedHashMap<>();

    public SessionSettings(Session session) {
        this.session = session;
    }

    /** Makes the settings of a run; its search_path from now on is ours, and the one that was set is the author's. */
    public void apply(String applicationName, PgVersion version) throws SQLException {
        pin(null);
        change("lock_timeout", "0");
        if (version.hasIdleSessionTimeout()) {
            change("idle_session_timeout", "0");
        }
        // Whoever vanishes in the middle of a batch leaves its rows locked for no longer; a batch has two round trips.
        change("idle_in_transaction_session_timeout", "1min");
        for (Map.Entry<String, String> keepalive : KEEPALIVES.entrySet()) {
            change(keepalive.getKey(), keepalive.getValue());
        }
        change("statement_timeout", "0");
        if (version.hasTransactionTimeout()) {
            change("transaction_timeout", "0");
        }
        change("default_transaction_isolation", "read committed");
        change("application_name", applicationName);
    }

    /** @param authors the search_path for text of the author's, as SHOW gives it; null for the one that is set now */
    void pin(@Nullable String authors) throws SQLException {
        before.putIfAbsent(SEARCH_PATH, session.pin(authors));
        session.watch();
    }

    /** Makes one setting so, unless it is already. */
    public void change(String name, String value) throws SQLException {
        String now = session.value("SELECT current_setting(" + Sql.literal(name) + ")");
        if (!now.equals(value)) {
            before.putIfAbsent(name, now);
            set(name, value);
        }
    }

    private void set(String name, String value) throws SQLException {
        session.rowsAtTheEnd("SELECT set_config(" + Sql.literal(name) + ", " + Sql.literal(value) + ", false)");
    }

    /** Puts back what was there; on a connection that is gone there is nothing to put back. */
    @Override
    public void close() throws SQLException {
        if (session.connection().isClosed()) {
            return;
        }
        List<Map.Entry<String, String>> lastFirst = new ArrayList<>(before.entrySet());
        Collections.reverse(lastFirst);
        for (Map.Entry<String, String> setting : lastFirst) {
            putBack(setting.getKey(), setting.getValue());
        }
        if (before.containsKey(SEARCH_PATH)) {
            session.endWatch();
        }
    }

    /** Who cancels the work may meet this instead, and must not leave the session changed. */
    private void putBack(String name, String value) throws SQLException {
        try {
            restore(name, value);
        } catch (SQLException failure) {
            if (!SqlState.isCancelled(failure)) {
                throw failure;
            }
            restore(name, value);
        }
    }

    private void restore(String name, String value) throws SQLException {
        if (name.equals(SEARCH_PATH)) {
            session.unpin(value);
        } else {
            set(name, value);
        }
    }
}
