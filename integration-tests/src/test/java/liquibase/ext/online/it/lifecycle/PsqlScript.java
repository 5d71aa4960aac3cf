package liquibase.ext.online.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.it.server.TestDatabase;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** Runs a script as psql does, by psql where it is installed; each statement commits on its own, an error ends it. */
public final class PsqlScript {
    private static final String GEXEC = "\\gexec";

    private PsqlScript() {}

    /** Runs all of it; fails with what the server said. */
    public static void run(TestDatabase database, String script)
            throws SQLException, IOException, InterruptedException {
        if (psqlIsInstalled()) {
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
                            "psql",
                            "--no-psqlrc",
                            "--quiet",
                            "--set=ON_ERROR_STOP=1",
                            "--file=" + file,
                            database.url().substring("jdbc:".length()))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(psql.waitFor()).as("%s%n%s", output, script).isZero();
        } finally {
            Files.delete(file);
        }
    }

    static void jdbc(TestDatabase database, String script) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            String[] parts = script.split(java.util.regex.Pattern.quote(GEXEC), -1);
            for (int i = 0; i < parts.length; i++) {
                List<NativeQuery> queries = Parser.parseJdbcSql(parts[i], true, false, true, false, false);
                int plain = i == parts.length - 1 ? queries.size() : queries.size() - 1;
                for (NativeQuery query : queries.subList(0, plain)) {
                    statement.execute(query.nativeSql);
                }
                if (plain < queries.size()) {
                    runCells(statement, queries.get(plain).nativeSql);
                }
            }
        }
    }

    private static void runCells(Statement statement, String query) throws SQLException {
        List<String> cells = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (int i = 1; i <= columns; i++) {
                    cells.add(result.getString(i));
                }
            }
        }
        for (String cell : cells) {
            statement.execute(cell);
        }
    }

    private static boolean psqlIsInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("psql", "--version").start().waitFor() == 0;
        } catch (IOException notFound) {
            return false;
        }
    }
}
