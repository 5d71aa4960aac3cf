package liquibase.ext.online.server;

import java.sql.Connection;
import java.sql.SQLException;

/** A session beside the run's own, on a connection that is given back when it is closed. */
public final class FurtherSession implements AutoCloseable {
    private final Session session;
    private final SessionSettings settings;
    private final boolean autoCommitBefore;

    FurtherSession(Session session, SessionSettings settings, boolean autoCommitBefore) {
        this.session = session;
        this.settings = settings;
        this.autoCommitBefore = autoCommitBefore;
    }

    /** The session, in autocommit, with the role and the settings of the run's own. For one thread at a time. */
    public Session session() {
        return session;
    }

    /** Puts the settings back and closes the connection. One that is lost already is no error. */
    @Override
    public void close() throws SQLException {
        try (Connection connection = session.connection()) {
            if (connection.isValid(1)) {
                settings.close();
                connection.setAutoCommit(autoCommitBefore);
            }
        }
    }
}
