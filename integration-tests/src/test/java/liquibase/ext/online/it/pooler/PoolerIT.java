package liquibase.ext.online.it.pooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import liquibase.ext.online.it.badinput.OnlineUpdate;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Behind a pooler that may change servers between two transactions, session settings and CONCURRENTLY are not safe. */
@Tag("liquibase")
class PoolerIT {
    private static final String ALLOW = "liquibase.online.allowPooler";
    private static final String NOT_NULL = "<online:setNotNullValidated tableName='product' columnName='name'/>";
    private static final String[] WHAT_TO_DO = {
        "setNotNullValidated public.product (name) has not begun",
        "the connection goes through a pooler",
        "State: nothing was changed",
        "connect to PostgreSQL directly",
        ALLOW + "=true"
    };

    private static PostgresServer server;
    private static URI address;

    @TempDir
    Path folder;

    @BeforeAll
    static void startAServerThatTrusts() throws IOException {
        server = PostgresServer.startOwn(17, Map.of());
        address = URI.create(server.adminUrl().substring("jdbc:".length()));
    }

    @AfterAll
    static void stopIt() throws Exception {
        server.close();
    }

    @BeforeEach
    void makeAProduct() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.adminUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS product, databasechangelog, databasechangeloglock");
            statement.execute("CREATE TABLE product (id int PRIMARY KEY, name text)");
        }
    }

    @Test
    void theProxyChangesServersBetweenTransactionsOnly() throws Exception {
        try (TransactionPoolingProxy pooler = new TransactionPoolingProxy(address.getHost(), address.getPort());
                Connection connection = DriverManager.getConnection(url(pooler.port()))) {
            assertThat(connection.unwrap(PGConnection.class).getBackendPID())
                    .isEqualTo(TransactionPoolingProxy.MADE_UP_PID);
            assertThat(backend(connection)).isNotEqualTo(backend(connection));

            connection.setAutoCommit(false);
            assertThat(backend(connection)).isEqualTo(backend(connection));
            connection.commit();
        }
    }

    @Test
    void anUpdateThroughTransactionPoolingEndsBeforeItBegins() throws Exception {
        try (TransactionPoolingProxy pooler = new TransactionPoolingProxy(address.getHost(), address.getPort())) {
            assertThat(new OnlineUpdate(folder, url(pooler.port())).refusedUnchanged(NOT_NULL))
                    .contains(WHAT_TO_DO)
                    .contains("backend " + TransactionPoolingProxy.MADE_UP_PID);
        }
    }

    @Test
    void anUpdateThroughPgBouncerEndsBeforeItBegins() throws Exception {
        try (PgBouncer pooler = pgBouncer("transaction")) {
            assertThat(new OnlineUpdate(folder, url(pooler.port())).refusedUnchanged(NOT_NULL))
                    .contains(WHAT_TO_DO);
        }
    }

    @Test
    void aPoolerThatKeepsOneServerForEachClientMayBeAllowed() throws Exception {
        try (PgBouncer pooler = pgBouncer("session")) {
            OnlineUpdate update = new OnlineUpdate(folder, url(pooler.port()));
            assertThat(update.refusedUnchanged(NOT_NULL)).contains(WHAT_TO_DO);

            System.setProperty(ALLOW, "true");
            try {
                update.applied(NOT_NULL);
            } finally {
                System.clearProperty(ALLOW);
            }
        }
    }

    private PgBouncer pgBouncer(String poolMode) throws Exception {
        Optional<Path> binary = PgBouncer.installed();
        assumeTrue(binary.isPresent(), "pgbouncer is not installed; TransactionPoolingProxy stands in for it");
        return PgBouncer.start(binary.get(), folder, address.getHost(), address.getPort(), poolMode);
    }

    /** Server-side prepared statements would be looked for in the wrong session, with PgBouncer as with the proxy. */
    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&prepareThreshold=0";
    }

    private static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
