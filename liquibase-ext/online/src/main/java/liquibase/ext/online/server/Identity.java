package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a session is and who it is there, as far as another session must be the same to work beside it.
 *
 * @param place server and database
 * @param user the current role
 * @param settings those that decide how it reads and writes; of the search_path {@link Session#pin} takes care
 */
record Identity(String place, String user, Map<String, String> settings) {

    /** A server that is restarted is another one; so is a standby, and so is a copy of the database. */
    private static final String PLACE =
            "extract(epoch FROM pg_postmaster_start_time())::text || ' ' || (SELECT oid || ' ' ||"
                    + " datname FROM pg_database WHERE datname = current_database())";

    /**
     * What another login, another URL or a SET may have made different. Of what only a superuser may set, no more than what
     * was set in the session; of what a library brings, such as that of PL/pgSQL once it has run, no default, as the library
     * may not be loaded elsewhere.
     */
    private static final String SETTINGS =
            "SELECT name, current_setting(name) FROM pg_settings WHERE (context = 'user' OR"
                    + " (context = 'superuser' AND source = 'session')) AND NOT (strpos(name, '.') > 0 AND source ="
                    + " 'default') AND name NOT IN ('application_name', 'search_path', 'client_encoding',"
                    + " 'transaction_isolation', 'transaction_read_only', 'transaction_deferrable') ORDER BY name";

    static Identity of(Session session) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (List<@Nullable String> row : session.rows(SETTINGS)) {
            settings.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
        }
        return new Identity(session.value("SELECT " + PLACE), session.value("SELECT current_user"), settings);
    }

    /** The settings of this one that the other has otherwise. */
    Map<String, String> settingsUnlike(Identity other) {
        Map<String, String> unlike = new LinkedHashMap<>(settings);
        unlike.entrySet().removeAll(other.settings.entrySet());
        return unlike;
    }

    boolean isSamePlaceAs(Identity other) {
        return place.equals(other.place);
    }
}
