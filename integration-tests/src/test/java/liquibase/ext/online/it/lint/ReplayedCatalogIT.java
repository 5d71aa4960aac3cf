package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.catalog.Snapshot;
import liquibase.ext.online.lint.catalog.SnapshotFile;
import liquibase.ext.online.lint.catalog.SnapshotReader;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.PgVersion;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What the catalog makes of each statement is what the server makes of it. */
class ReplayedCatalogIT {
    /** What a query gives its columns for types is not known, but for all columns of one table; nor what a type has. */
    private static final Pattern COLUMN_OF_A_QUERY =
            Pattern.compile("\\w+: +(column lab\\.(lk|td|ot)|(constraint|index) lab\\.ot) .*");

    /** Types of extensions, foreign tables, and names that are made at run time, which no catalog can know. */
    private static final Pattern OUT_OF_REACH =
            Pattern.compile("CREATE EXTENSION|CREATE FOREIGN TABLE|EXECUTE 'create index");

    private final SqlReader reader = Grammar.reader();

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void followsTheServerStatementByStatement(int major) throws Exception {
        List<String> differences = new ArrayList<>();
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            Catalog catalog = new Catalog(new PgVersion(major));
            Set<String> known = new TreeSet<>();
            for (String sql : statements(resource("/lint/catalog.sql"), major)) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    differences.add(sql + "\n    " + e.getMessage());
                }
                reader.read(sql).forEach(catalog::apply);
                Set<String> now = differences(SnapshotReader.read(connection), catalog.snapshot());
                now.stream().filter(known::add).forEach(line -> differences.add(sql + "\n    " + line));
            }
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void followsTheServerFromASnapshotOn(int major, @TempDir Path folder) throws Exception {
        List<String> differences = new ArrayList<>();
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = lab, public");
            statement.execute(resource("/locks/fixture.sql"));
            Path file = folder.resolve("snapshot.json");
            SnapshotFile.write(SnapshotReader.read(connection), file);
            Snapshot before = SnapshotFile.read(file);
            assertThat(differences(before, Catalog.of(before).snapshot())).isEmpty();
            connection.setAutoCommit(false);
            for (List<String> statements : lockCases()) {
                Catalog catalog = Catalog.of(before);
                reader.read("SET search_path = lab, public").forEach(catalog::apply);
                List<String> run = new ArrayList<>();
                for (String sql : statements) {
                    Savepoint savepoint = connection.setSavepoint();
                    try {
                        statement.execute(sql);
                        reader.read(sql).forEach(catalog::apply);
                        run.add(sql);
                    } catch (SQLException notOnThisMajor) {
                        connection.rollback(savepoint);
                    }
                }
                differences(SnapshotReader.read(connection), catalog.snapshot()).stream()
                        .filter(line -> !COLUMN_OF_A_QUERY.matcher(line).matches())
                        .forEach(line -> differences.add(run + "\n    " + line));
                connection.rollback();
            }
        }
        assertThat(differences).isEmpty();
    }

    private static Set<String> differences(Snapshot server, Snapshot catalog) {
        Set<String> differences = new TreeSet<>();
        Set<String> there = SchemaLines.of(server);
        Set<String> here = SchemaLines.of(catalog);
        there.stream().filter(line -> !here.contains(line)).forEach(line -> differences.add("server:  " + line));
        here.stream().filter(line -> !there.contains(line)).forEach(line -> differences.add("catalog: " + line));
        return differences;
    }

    /** One statement in each paragraph; a line {@code -- from n} before it leaves out older majors. */
    private static List<String> statements(String script, int major) {
        List<String> statements = new ArrayList<>();
        for (String paragraph : script.split("\n\n", -1)) {
            String sql = paragraph.strip();
            boolean since = sql.startsWith("-- from ");
            int from = since ? Integer.parseInt(sql.substring("-- from ".length(), sql.indexOf('\n'))) : 0;
            if (!sql.isEmpty() && from <= major) {
                statements.add(since ? sql.substring(sql.indexOf('\n') + 1) : sql);
            }
        }
        return statements;
    }

    private static List<List<String>> lockCases() throws IOException {
        List<List<String>> cases = new ArrayList<>();
        for (String block : resource("/locks/cases.txt").split("\n\n", -1)) {
            if (OUT_OF_REACH.matcher(block).find()) {
                continue;
            }
            List<String> statements = new ArrayList<>();
            for (String line : block.lines().skip(1).toList()) {
                if (line.equals("partitioned")) {
                    statements.add("CREATE TABLE pt (id int, n int) PARTITION BY RANGE (id)");
                    statements.add("CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (1) TO (501)");
                } else if (!line.equals("utc") && !line.startsWith("error ") && !line.startsWith("hold ")) {
                    statements.add(line.startsWith("setup ") ? line.substring("setup ".length()) : line);
                }
            }
            cases.add(statements);
        }
        return cases;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ReplayedCatalogIT.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
