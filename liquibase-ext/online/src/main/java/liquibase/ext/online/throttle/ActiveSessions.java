package liquibase.ext.online.throttle;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.server.Session;
import org.jspecify.annotations.Nullable;

/** Clients at work on the server, those that wait for a lock included, online changes and their helpers not. */
final class ActiveSessions implements Signal {
    /** Of a session that is hidden the server shows its user and not its state. */
    private static final String COUNT =
            "SELECT count(*) FILTER (WHERE state IN ('active', 'fastpath function call') AND"
                    + " backend_type = 'client backend'), count(*) FILTER (WHERE query = '<insufficient privilege>' OR state ="
                    + " 'disabled') FROM pg_stat_activity WHERE usesysid IS NOT NULL AND pid <> pg_backend_pid() AND application_name"
                    + " NOT LIKE 'liquibase-online%'";

    private final int most;

    ActiveSessions(int most) {
        this.most = most;
    }

    @Override
    public String setting() {
        return "maxActiveSessions";
    }

    @Override
    public Optional<String> holds(Session session) throws SQLException {
        List<@Nullable String> counts = session.rows(COUNT).get(0);
        int active = Integer.parseInt(String.valueOf(counts.get(0)));
        int hidden = Integer.parseInt(String.valueOf(counts.get(1)));
        if (active > most) {
            return Optional.of(active + (active == 1 ? " session is" : " sessions are")
                    + " at work on the server, more than maxActiveSessions " + most);
        }
        return active + hidden <= most
                ? Optional.empty()
                : Optional.of(Hidden.from(session, setting(), "what " + hidden + " sessions do"));
    }
}
