package liquibase.ext.online.throttle;

import java.sql.SQLException;
import java.util.Optional;
import liquibase.ext.online.server.Session;

/** One reason why a backfill may have to wait. */
interface Signal {
    /** The setting that asks for it, such as {@code maxReplicaLag}. */
    String setting();

    /**
     * Why the backfill must wait, as a clause with figures and without a full stop; empty when it need not.
     *
     * @throws SQLException if it cannot be read, which holds the backfill as well
     */
    Optional<String> holds(Session session) throws SQLException;
}
