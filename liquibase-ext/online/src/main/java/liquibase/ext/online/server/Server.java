package liquibase.ext.online.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.sql.PgVersion;
import org.jspecify.annotations.Nullable;

/** What must be true of the server and of the connection before a plan starts, and its search_path is pinned. */
public final class Server {
    private final Session session;

    public Server(Session session) {
        this.session = session;
    }

    /** Refuses a server that cannot be written to, is too old, or is reached through a pooler. */
    public PgVersion check(boolean allowPooler) throws SQLException {
        if (!session.connection().getAutoCommit()) {
            throw new Refusal(
                    "the changeSet runs in a transaction, and each step of an online change commits on its own",
                    "set runInTransaction=\"false\" on the changeSet");
        }
        List<@Nullable String> row = session.rows(
                        "SELECT pg_catalog.current_setting('server_version_num')::int OPERATOR(pg_catalog./) 10000,"
                                + " pg_catalog.current_setting('server_version'), pg_catalog.pg_is_in_recovery(),"
                                + " pg_catalog.current_setting('transaction_read_only'), pg_catalog.version()")
                .get(0);
        OtherEngines.refuseServer(String.valueOf(row.get(4)));
        PgVersion version = new PgVersion(Integer.parseInt(String.valueOf(row.get(0))));
        if (version.compareTo(PgVersion.OLDEST) < 0) {
            throw new Refusal(
                    "the server is PostgreSQL " + row.get(1) + "; online changes need " + PgVersion.OLDEST.major()
                            + " or later",
                    "upgrade the server, or use the stock change");
        }
        if ("t".equals(row.get(2))) {
            throw new Refusal("the server is a standby and takes no writes", "connect to the primary");
        }
        if ("on".equals(row.get(3))) {
            throw new Refusal(
                    "the session is read-only",
                    "set default_transaction_read_only to off for the role or the database");
        }
        if (!allowPooler) {
            refusePooler();
        }
        return version;
    }

    /**
     * A pooler makes up the backend key that it gives to the client, so that the process id in it is not the server's.
     * Behind one that pools by transaction neither session settings nor CONCURRENTLY are safe.
     */
    private void refusePooler() throws SQLException {
        Integer promised = backendPid(session.connection());
        String answering = session.value("SELECT pg_catalog.pg_backend_pid()");
        if (promised != null && !answering.equals(promised.toString())) {
            throw new Refusal(
                    "the connection goes through a pooler (the driver was given backend " + promised + ", backend "
                            + answering + " answers), which may change servers between two statements",
                    "connect to PostgreSQL directly; or, if the pooler keeps one server for each client (PgBouncer:"
                            + " pool_mode=session), set liquibase.online.allowPooler=true");
        }
    }

    /** By reflection, as the extension does not depend on the driver; null where the driver is another one. */
    private static @Nullable Integer backendPid(Connection connection) {
        try {
            Class<?> type = Class.forName("org.postgresql.PGConnection", false, driverLoader(connection));
            return (Integer) type.getMethod("getBackendPID").invoke(connection.unwrap(type));
        } catch (ReflectiveOperationException | SQLException notThisDriver) {
            return null;
        }
    }

    private static ClassLoader driverLoader(Connection connection) throws SQLException {
        ClassLoader loader = connection.getMetaData().getClass().getClassLoader();
        return loader == null ? Server.class.getClassLoader() : loader;
    }
}
