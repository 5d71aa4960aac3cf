package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.execute.PlanFailedException;
import liquibase.ext.online.execute.PlanRunner;
import liquibase.ext.online.execute.Surroundings;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.Heartbeat;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.state.Backwards;
import liquibase.ext.online.state.StateTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that an online change must not begin on. */
class BadServerIT {
    private static final String NOT_NULL = "<online:setNotNullValidated tableName='product' columnName='name'/>";

    @TempDir
    Path folder;

    @Test
    void postgres12IsToldWhichMajorsWork() throws Exception {
        try (PostgresServer server = PostgresServer.startOwn(12, Map.of())) {
            try (Connection connection = DriverManager.getConnection(server.adminUrl())) {
                connection.createStatement().execute("CREATE TABLE product (id int PRIMARY KEY, name text)");
            }
            assertThat(new OnlineUpdate(folder, server.adminUrl()).refusedUnchanged(NOT_NULL))
                    .contains(
                            "setNotNullValidated public.product (name) has not begun",
                            "the server is PostgreSQL 12.22",
                            "online changes need 13 or later",
                            "State: nothing was changed",
                            "use the stock change");
        }
    }

    @Test
    void aReadOnlySessionIsCalledWhatItIs() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            String readOnly = database.url() + "&options=-c%20default_transaction_read_only%3Don";

            assertRefused(readOnly, "the session is read-only", "set default_transaction_read_only to off");

            database.run("CREATE TABLE product (id int PRIMARY KEY, name text)");
            assertThat(new OnlineUpdate(folder, readOnly).refusedUnchanged(NOT_NULL))
                    .as("Liquibase, which cannot make its own tables")
                    .contains("make sure that you have both read and write permissions");
        }
    }

    @Test
    void aStandbyIsCalledWhatItIs() throws Exception {
        try (PostgresServer standby = PostgresServer.startStandby(17, folder.resolve("data"))) {
            assertRefused(standby.adminUrl(), "the server is a standby and takes no writes", "connect to the primary");
            assertThat(new OnlineUpdate(folder, standby.adminUrl()).refusedUnchanged(NOT_NULL))
                    .as("Liquibase, which cannot make its own tables")
                    .contains("make sure that you have both read and write permissions");
        }
    }

    /** Without Liquibase, which fails on its own tables first, unless its lock is switched off by an extension. */
    private static void assertRefused(String url, String problem, String remedy) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            Origin origin = new Origin("id", "it", "changelog.xml", 0);
            StateTables tables =
                    new StateTables(StateTable.in("public", "databasechangelog"), "public.databasechangelog");
            PlanRunner runner = new PlanRunner(new Surroundings(
                    new Session(connection, sql -> {}),
                    Settings.DEFAULTS,
                    origin,
                    tables,
                    new Backwards(tables, origin),
                    new NoProgress(),
                    Connections.none(),
                    Heartbeat.none()));
            assertThatThrownBy(() -> runner.run(new Plan("setNotNullValidated", "product (name)", List.of())))
                    .isInstanceOf(PlanFailedException.class)
                    .hasMessageContainingAll(
                            "setNotNullValidated product (name) has not begun: " + problem,
                            "State: nothing was changed",
                            "Next: " + remedy);
        }
    }
}
