package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.Effect;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Of which CHECK constraints PostgreSQL takes it that a default partition has no rows for a new partition. */
class BoundProofIT {
    private static final String YEAR = "FROM ('2024-01-01') TO ('2025-01-01')";
    private static final String TENS = "FROM (10) TO (20)";

    /** Partitioned by, key, condition of the default partition, bound. */
    private static final List<List<String>> CASES = List.of(
            List.of("RANGE", "date", "NOT (d >= '2024-01-01' AND d < '2025-01-01')", YEAR),
            List.of("RANGE", "date", "NOT (d IS NOT NULL AND d >= '2024-01-01' AND d < '2025-01-01')", YEAR),
            List.of("RANGE", "date", "d IS NULL OR NOT (d >= '2024-01-01' AND d < '2025-01-01')", YEAR),
            List.of("RANGE", "date", "d < '2024-01-01' OR d >= '2025-01-01'", YEAR),
            List.of("RANGE", "date", "d < '2024-01-01'", YEAR),
            List.of("RANGE", "date", "d > '2025-01-01'", YEAR),
            List.of("RANGE", "date", "d <= '2023-12-31'", YEAR),
            List.of("RANGE", "date", "d <= '2024-01-01'", YEAR),
            List.of("RANGE", "date", "NOT (d >= '2020-01-01' AND d < '2030-01-01')", YEAR),
            List.of("RANGE", "date", "NOT (d >= '2024-02-01' AND d < '2030-01-01')", YEAR),
            List.of("RANGE", "date", "d < '2024-01-01'::timestamp", YEAR),
            List.of("RANGE", "timestamptz", "d < '2024-01-01'", YEAR),
            List.of("RANGE", "timestamptz", "d < '2024-01-01'::date", YEAR),
            List.of("RANGE", "timestamptz", "d < '2024-01-01'::timestamp with time zone", YEAR),
            List.of("RANGE", "int", "d < 10", TENS),
            List.of("RANGE", "int", "d < 9.5", "FROM (10) TO (MAXVALUE)"),
            List.of("RANGE", "int", "d < 10 OR e > 5", TENS),
            List.of("RANGE", "int", "d > 15", TENS),
            List.of("RANGE", "int", "d IS NULL", TENS),
            List.of("RANGE", "int", "d IS NOT NULL", TENS),
            List.of("RANGE", "int", "e > 5 AND d >= 20", "FROM (MINVALUE) TO (20)"),
            List.of("RANGE", "int", "d BETWEEN 30 AND 40", TENS),
            List.of("RANGE", "int", "d BETWEEN 15 AND 40", TENS),
            List.of("RANGE", "int", "NOT (d BETWEEN 10 AND 20)", TENS),
            List.of("RANGE", "int", "NOT (d BETWEEN 10 AND 18)", TENS),
            List.of("RANGE", "int", "d IN (1, 20)", TENS),
            List.of("RANGE", "int", "d IN (1, 15)", TENS),
            List.of("RANGE", "int", "d = 9", TENS),
            List.of("RANGE", "int", "d = 10", TENS),
            List.of("LIST", "int", "d NOT IN (1, 2)", "IN (1, 2)"),
            List.of("LIST", "int", "d NOT IN (1)", "IN (1, 2)"),
            List.of("LIST", "int", "NOT (d IN (1, 2, 3))", "IN (1, 2)"),
            List.of("LIST", "int", "d <> 1 AND d <> 2", "IN (1, 2)"),
            List.of("LIST", "int", "d <> 1", "IN (1, 2)"),
            List.of("LIST", "int", "d <> 1", "IN (1, NULL)"),
            List.of("LIST", "int", "d > 5", "IN (1, 2)"),
            List.of("LIST", "int", "d < 2", "IN (1, 2)"),
            List.of("LIST", "int", "d IN (3, 4)", "IN (1, 2)"),
            List.of("LIST", "int", "NOT (d = 1)", "IN (1)"),
            List.of("LIST", "text", "d <> 'a'", "IN ('a')"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void theLinterTakesTheSame(int major) throws Exception {
        StringBuilder changelog = new StringBuilder("--liquibase formatted sql\n");
        List<String> proved = new ArrayList<>();
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect()) {
            for (int i = 0; i < CASES.size(); i++) {
                List<String> tables = tables(i, CASES.get(i));
                String partition = tables.remove(tables.size() - 1);
                changelog.append("--changeset ann:tables" + i + "\n" + String.join(";\n", tables) + ";\n");
                changelog.append("--changeset ann:" + i + "\n" + partition + ";\n");
                if (isProved(connection, tables, partition)) {
                    proved.add(CASES.get(i).toString());
                }
            }
        }
        Files.writeString(folder.resolve("changelog.sql"), changelog);
        assertThat(Linter.changelog("changelog.sql")
                        .searchPath(folder.toString())
                        .lint()
                        .changeSets())
                .filteredOn(verdict -> !verdict.changeSet().id().startsWith("tables"))
                .filteredOn(verdict -> verdict.effect() != Effect.BLOCKING)
                .extracting(verdict ->
                        CASES.get(Integer.parseInt(verdict.changeSet().id())).toString())
                .containsExactlyElementsOf(proved);
    }

    private static List<String> tables(int i, List<String> form) {
        return new ArrayList<>(List.of(
                "CREATE TABLE p%d (d %s, e int) PARTITION BY %s (d)".formatted(i, form.get(1), form.get(0)),
                "CREATE TABLE rest%d PARTITION OF p%d DEFAULT".formatted(i, i),
                "ALTER TABLE rest%d ADD CHECK (%s)".formatted(i, form.get(2)),
                "CREATE TABLE n%d PARTITION OF p%d FOR VALUES %s".formatted(i, i, form.get(3))));
    }

    private static boolean isProved(Connection connection, List<String> tables, String partition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                statement.execute(table);
            }
            statement.execute("SET client_min_messages = debug1");
            statement.execute(partition);
            boolean proved = false;
            for (SQLWarning said = statement.getWarnings(); said != null; said = said.getNextWarning()) {
                proved |= String.valueOf(said.getMessage()).contains("is implied by existing constraints");
            }
            statement.execute("RESET client_min_messages");
            return proved;
        }
    }
}
