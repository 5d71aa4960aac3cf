package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.catalog.SnapshotReader;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schemas that change at random: what the linter says of each changeSet is what the server shows. {@code
 * -Drandom.changesets=…} makes each changelog longer, {@code -Drandom.seeds=…} makes more of them.
 */
class RandomChangelogIT {
    private static final int LENGTH = Integer.getInteger("random.changesets", 100);
    private static final String HEAD = """
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                    http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
            """;

    @TempDir
    Path folder;

    static LongStream seeds() {
        long first = Long.getLong("random.seed", 1);
        return LongStream.range(first, first + Integer.getInteger("random.seeds", 3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void happensAsTheLinterSays(long seed) throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, Trace.Seen> seen = new HashMap<>();
        RandomChanges changes = new RandomChanges(seed);
        try (Trace trace = new Trace(PostgresServer.USUAL_MAJOR);
                Statement statement = trace.connection().createStatement()) {
            add(texts, "schema", "<sql>CREATE SCHEMA app</sql>");
            statement.execute("CREATE SCHEMA app");
            for (int i = 1; i <= LENGTH; i++) {
                String id = "s" + i;
                Map<String, String> one = new LinkedHashMap<>();
                add(one, id, changes.next(SnapshotReader.read(trace.connection())));
                ChangeSetUnit changeSet = read("one.xml", one).get(0);
                if (changeSet.changes().stream().anyMatch(change -> change.notAnalysed() != null)) {
                    // Liquibase itself fails on some values of some types.
                    continue;
                }
                Trace.Seen here = trace.run(changeSet);
                if (here.failure().isEmpty()) {
                    texts.putAll(one);
                    seen.put(id, here);
                }
                Rows.fill(trace.connection());
            }
        }
        List<ChangeSetUnit> changeSets = read("all.xml", texts);
        LintResult result = Linter.lint(LintOptions.of(request("all.xml"), Versions.of(version())));
        Map<String, ChangeSetVerdict> verdicts = new HashMap<>();
        result.changeSets().forEach(verdict -> verdicts.put(verdict.changeSet().id(), verdict));
        List<String> differences = new ArrayList<>();
        for (ChangeSetUnit changeSet : changeSets.subList(1, changeSets.size())) {
            String id = changeSet.id().id();
            ChangeSetVerdict verdict = Objects.requireNonNull(verdicts.get(id));
            Comparison.differences(changeSet, verdict, Objects.requireNonNull(seen.get(id)))
                    .forEach(difference -> differences.add(difference + "\n" + texts.get(id)));
        }
        assertThat(differences).isEmpty();
        assertThat(result.notAnalysed()).isEmpty();
        assertThat(seen.size()).as("changeSets that ran").isGreaterThan(LENGTH / 5);
        assertThat(seen.values().stream().filter(Trace.Seen::blocks).count())
                .as("changeSets that blocked")
                .isGreaterThan(LENGTH / 10);
    }

    private static void add(Map<String, String> texts, String id, String changes) {
        texts.put(id, "<changeSet id='" + id + "' author='random'>" + changes + "</changeSet>\n");
    }

    private List<ChangeSetUnit> read(String file, Map<String, String> texts) throws IOException, ChangelogException {
        Files.writeString(folder.resolve(file), HEAD + String.join("", texts.values()) + "</databaseChangeLog>");
        return ChangelogReader.read(request(file)).changeSets();
    }

    private ChangelogRequest request(String file) throws IOException {
        return new ChangelogRequest(file, new DirectoryResourceAccessor(folder), "", "", Map.of(), version());
    }

    private static PgVersion version() {
        return new PgVersion(PostgresServer.USUAL_MAJOR);
    }
}
