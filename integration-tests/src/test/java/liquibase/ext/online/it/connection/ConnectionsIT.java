package liquibase.ext.online.it.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.server.ConnectionSource;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.FurtherSession;
import liquibase.ext.online.server.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a further session has of the run's own, and which connections are not taken for one. */
class ConnectionsIT {
    private final List<String> notes = new ArrayList<>();
    private TestDatabase database;
    private Connection own;
    private Session session;

    @BeforeEach
    void open() throws SQLException {
        database = PostgresServer.usual().freshDatabase();
        own = database.connect();
        session = new Session(own, sql -> {});
        session.execute("SET application_name = 'liquibase-online an id'");
    }

    @AfterEach
    void close() throws SQLException {
        own.close();
        database.close();
    }

    @Test
    void itHasTheRoleTheSearchPathAndTheSettingsOfTheRun() throws Exception {
        String role = database.name() + "_owner";
        session.execute("CREATE ROLE " + role);
        session.execute("CREATE SCHEMA shop; SET search_path = shop, public; SET TimeZone = 'Asia/Tokyo'");
        session.execute("SET session_replication_role = replica; SET work_mem = '17MB'; SET ROLE " + role);
        try (FurtherSession further = another("worker 2", database::connect)) {
            for (String setting : List.of("search_path", "TimeZone", "session_replication_role", "work_mem", "role")) {
                String value = "SELECT current_setting('" + setting + "')";
                assertThat(further.session().value(value)).as(setting).isEqualTo(session.value(value));
            }
            assertThat(further.session().authored().value("SELECT current_setting('search_path')"))
                    .isEqualTo("shop, public");
            assertThat(further.session().value("SELECT current_user")).isEqualTo(role);
            assertThat(further.session().value("SELECT current_setting('application_name')"))
                    .isEqualTo("liquibase-online an id worker 2");
        } finally {
            session.execute("RESET ROLE; DROP ROLE " + role);
        }
    }

    /** Triggers and DO blocks of the run load the library of PL/pgSQL, which brings settings of its own. */
    @Test
    void settingsOfALibraryThatOnlyTheRunHasLoadedKeepNobodyAway() throws Exception {
        session.execute("DO 'BEGIN END'");
        assertThat(session.value("SELECT count(*) > 0 FROM pg_settings WHERE name LIKE 'plpgsql.%'"))
                .isEqualTo("t");
        another("worker 2", database::connect).close();
    }

    @Test
    void thePurposeStaysInALongName() throws Exception {
        session.execute("SET application_name = 'liquibase-online " + "x".repeat(100) + "'");
        try (FurtherSession further = another("observer", database::connect)) {
            assertThat(further.session().value("SELECT current_setting('application_name')"))
                    .hasSize(63)
                    .startsWith("liquibase-online xxx")
                    .endsWith("x observer");
        }
    }

    @Test
    void aPoolGetsItsConnectionBackAsItWas() throws Exception {
        session.execute("SET search_path = pg_catalog; SET lock_timeout = 0");
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.url());
            pool.setMaximumPoolSize(1);
            pool.setConnectionInitSql(
                    "SET search_path = public; SET lock_timeout = '3s'; SET application_name = 'pool'");
            String settings = "SELECT concat_ws(' ', current_setting('search_path'), current_setting('lock_timeout'),"
                    + " current_setting('application_name'), pg_backend_pid())";
            String before = settings(pool, settings);
            assertThat(before).startsWith("public 3s pool");

            try (FurtherSession further = another("observer", pool::getConnection)) {
                assertThat(further.session().value(settings)).startsWith("pg_catalog, pg_temp 0 liquibase-online");
            }
            assertThat(settings(pool, settings)).isEqualTo(before);
        }
    }

    private static String settings(HikariDataSource pool, String query) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return new Session(connection, sql -> {}).value(query);
        }
    }

    @Test
    void theNextSourceIsAskedWhenOneLeadsElsewhere() throws Exception {
        List<Connection> opened = new ArrayList<>();
        ConnectionSource elsewhere = () -> {
            opened.add(DriverManager.getConnection(database.server().adminUrl()));
            return Optional.of(opened.get(0));
        };
        Connections connections = connections(elsewhere, Optional::empty, () -> Optional.of(database.connect()));
        try (FurtherSession further = connections.another("observer").orElseThrow()) {
            assertThat(further.session().value("SELECT current_database()")).isEqualTo(database.name());
        }
        assertThat(opened.get(0).isClosed()).isTrue();
        assertThat(notes)
                .containsExactly("no further connection for the observer: it leads to another server or database");
    }

    @Test
    void whatKeepsAConnectionAwayIsToldOnceAndIsNoFailure() throws Exception {
        ConnectionSource broken = () -> {
            throw new SQLException("the pool is exhausted");
        };
        Connections connections = connections(broken);
        assertThat(connections.another("worker 2")).isEmpty();
        assertThat(connections.another("worker 3")).isEmpty();
        assertThat(notes).containsExactly("no further connection for the worker 2: the pool is exhausted");
        assertThat(Connections.none().another("observer")).isEmpty();
    }

    @Test
    void aRoleThatTheLoginMayNotTakeIsSaid() throws Exception {
        String login = database.name() + "_login";
        session.execute("CREATE ROLE " + login + " LOGIN PASSWORD 'secret'");
        String url = database.url().replaceFirst("user=[^&]*", "user=" + login + "&password=secret");
        try {
            assertThat(connections(() -> Optional.of(DriverManager.getConnection(url)))
                            .another("observer"))
                    .isEmpty();
            assertThat(notes).singleElement().asString().contains("permission denied to set role");
        } finally {
            session.execute("DROP ROLE " + login);
        }
    }

    /** Opens a connection. */
    @FunctionalInterface
    private interface Opening {
        Connection open() throws SQLException;
    }

    private FurtherSession another(String purpose, Opening opening) throws SQLException {
        return connections(() -> Optional.of(opening.open())).another(purpose).orElseThrow();
    }

    private Connections connections(ConnectionSource... sources) throws SQLException {
        Connections connections = new Connections(List.of(sources), false, notes::add);
        session.pin(null);
        connections.like(session);
        return connections;
    }
}
