package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import liquibase.ext.online.it.server.TestDatabase;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** Runs a script as a person would: with psql where it is installed, else statement by statement. */
final class Script {
    private static final boolean PSQL = psqlAnswers();

    private Script() {}

    static void run(TestDatabase database, String script) throws SQLException, IOException, InterruptedException {
        if (PSQL) {
            psql(database, script);
        } else {
            jdbc(database, script);
        }
    }

    private static void psql(TestDatabase database, String script) throws IOException, InterruptedException {
        Path file = Files.createTempFile("script", ".sql");
        try {
            Files.writeString(file, script);
            Process psql = new ProcessBuilder(
                            "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.toString(), libpqUrl(database))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(psql.waitFor()).as("%s%n%s", output, script).isZero();
        } finally {
            Files.delete(file);
        }
    }

    private static void jdbc(TestDatabase database, String script) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (NativeQuery query : Parser.parseJdbcSql(script, true, false, true, false, false)) {
                statement.execute(query.nativeSql);
            }
        }
    }

    private static String libpqUrl(TestDatabase database) {
        return database.url().substring("jdbc:".length());
    }

    private static boolean psqlAnswers() {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
