package liquibase.ext.online.throttle;

import java.sql.SQLException;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Sql;

/** Figures that the server shows only to some. */
final class Hidden {
    private Hidden() {}

    /** A reason to wait that says what is hidden and what helps. */
    static String from(Session session, String setting, String what) throws SQLException {
        String role = session.value("SELECT current_user");
        return setting + " cannot be read: the server hides from role " + role + " " + what
                + "; GRANT pg_read_all_stats TO " + Sql.name(role) + " shows it";
    }
}
