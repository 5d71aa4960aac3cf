package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code liquibase-maven-plugin:update} in a Maven of its own, with our jar in the plugin's dependencies. */
@Tag("alone")
class MavenPluginIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"liquibase.version", "liquibase.next.version"})
    void aSecondUpdateChangesNothing(String versionProperty) throws Exception {
        String version = System.getProperty(versionProperty);
        try (TestDatabase database = PostgresServer.usual().freshDatabase();
                Connection connection = database.connect()) {
            String first = update(version, database);
            assertThat(first).contains("liquibase-maven-plugin:" + version + ":update");
            Product.assertApplied(connection);

            List<String> before = Product.everything(connection);
            update(version, database);
            assertThat(Product.everything(connection)).isEqualTo(before);
        }
    }

    @Test
    void aBuildIsWatchedFromASecondConnection() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            WatchedBuild.assertWatched(
                    database,
                    () -> update(System.getProperty("liquibase.version"), database, "-Dliquibase.online.smallTable=0"));
        }
    }

    private String update(String version, TestDatabase database, String... settings) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-Donline.version=" + System.getProperty("online.version"),
                "-Dpostgresql.version=" + System.getProperty("postgresql.version"),
                "-Dtool.version=" + version,
                "-Dliquibase.url=" + database.url()));
        arguments.addAll(List.of(settings));
        arguments.add("liquibase:update");
        return new MavenProcess(folder).inProject(arguments.toArray(String[]::new));
    }
}
