package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.ext.online.change.ReopenableConnection;
import liquibase.ext.online.it.connection.ApplicationConnections;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgConnection;

/** Where a second connection comes from, and that a change goes through without one. */
@Tag("liquibase")
class FurtherConnectionIT {
    private TestDatabase database;

    @BeforeEach
    void makeADatabase() throws Exception {
        database = PostgresServer.usual().freshDatabase();
    }

    @AfterEach
    void dropIt() throws Exception {
        ApplicationConnections.offer(null);
        database.close();
    }

    @Test
    void theCommandLineOpensItAsItsOwn() throws Exception {
        WatchedBuild.assertWatched(
                database, () -> Cli.run("update", "--url=" + database.url(), "--changelog-file=" + Product.CHANGELOG));
    }

    @Test
    void anApplicationThatGivesAConnectionHasNone() throws Exception {
        WatchedBuild.assertAlone(database, () -> updateOn(Map.of()));
    }

    @Test
    void anApplicationCanOfferItsDataSource() throws Exception {
        ApplicationConnections.offer(database.dataSource());
        WatchedBuild.assertWatched(database, () -> updateOn(Map.of()));
    }

    @Test
    void itCanBeConfigured() throws Exception {
        Map<String, Object> configured = Map.of(
                "liquibase.online.url",
                database.url().replaceFirst("\\?.*", ""),
                "liquibase.online.username",
                parameter("user").orElseThrow(),
                "liquibase.online.password",
                parameter("password").orElse("unused"));
        WatchedBuild.assertWatched(database, () -> updateOn(configured));
    }

    /** Of the database's URL: a server in a container wants a password, an embedded one does not. */
    private Optional<String> parameter(String name) {
        return Pattern.compile("[?&]" + name + "=([^&]*)")
                .matcher(database.url())
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    @Test
    void liquibasesOwnConnectionIsTheDriversAsEver() throws Exception {
        Database opened = DatabaseFactory.getInstance()
                .openDatabase(
                        database.url(),
                        null,
                        null,
                        null,
                        Scope.getCurrentScope().getResourceAccessor());
        try {
            assertThat(opened.getConnection()).isInstanceOf(ReopenableConnection.class);
            JdbcConnection connection = (JdbcConnection) opened.getConnection();
            assertThat(connection.getUnderlyingConnection())
                    .isInstanceOf(PgConnection.class)
                    .isSameAs(connection.getWrappedConnection());
            assertThat(connection.getURL()).contains(database.name());
            assertThat(connection).isEqualTo(new JdbcConnection(connection.getUnderlyingConnection()));
        } finally {
            opened.close();
        }
    }

    /** As an application does it: with a connection that somebody else opened. */
    private void updateOn(Map<String, Object> settings) throws Exception {
        try (Connection connection = database.connect()) {
            Database given =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Scope.child(settings, () -> {
                try (Liquibase liquibase = new Liquibase(Product.CHANGELOG, new ClassLoaderResourceAccessor(), given)) {
                    liquibase.update(new Contexts(), new LabelExpression());
                }
            });
        }
    }
}
