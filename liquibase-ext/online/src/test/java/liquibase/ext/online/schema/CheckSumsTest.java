package liquibase.ext.online.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.Scope;
import liquibase.change.ChangeFactory;
import liquibase.changelog.ChangeLogParameters;
import liquibase.ext.online.Changelog;
import liquibase.ext.online.GoldenFile;
import liquibase.ext.online.change.OnlineChange;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;

/**
 * The checksums that databases have of our changes, which no release may change: another one fails the next update of
 * everybody who ran the change. {@code CheckSumsIT} holds later Liquibase versions to the same file.
 */
class CheckSumsTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("changelogs.dir"));
    private static final Path WHOLE = Path.of(System.getProperty("basedir", ""), "src/test/resources/checksums");

    @Test
    void areTheSameInEachFormatAndAsEver() throws Exception {
        List<String> yaml = sums(WHOLE, "all.yaml");
        assertThat(sums(WHOLE, "all.json")).isEqualTo(yaml);
        assertThat(sums(WHOLE, "all.xml")).isEqualTo(yaml);
        List<String> lines = new ArrayList<>(yaml);
        for (Path example : examples()) {
            for (String sum : sums(example, "changelog.xml")) {
                lines.add(EXAMPLES.relativize(example).toString().replace('\\', '/') + " " + sum);
            }
        }
        new GoldenFile("src/test/resources/checksums/checksums.txt")
                .assertContains(lines.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void coverEveryChangeType() {
        ChangeFactory factory = Scope.getCurrentScope().getSingleton(ChangeFactory.class);
        List<String> types = factory.getDefinedChanges().stream()
                .filter(name -> factory.create(name) instanceof OnlineChange)
                .toList();
        assertThat(sums(WHOLE, "all.yaml"))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsAll(types);
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.find(EXAMPLES, 3, (file, unused) -> file.endsWith("setup.sql"))) {
            return files.map(Path::getParent).sorted().toList();
        }
    }

    /** A line for each changeSet: its id, and the checksum of its one change. */
    private static List<String> sums(Path folder, String file) {
        try {
            DirectoryResourceAccessor resources = new DirectoryResourceAccessor(folder);
            return ChangeLogParserFactory.getInstance()
                    .getParser(file, resources)
                    .parse(file, new ChangeLogParameters(Changelog.postgres(17)), resources)
                    .getChangeSets()
                    .stream()
                    .map(changeSet -> changeSet.getId() + " " + changeSet.generateCheckSum(ChecksumVersion.latest()))
                    .toList();
        } catch (Exception unreadable) {
            throw new IllegalStateException(file, unreadable);
        }
    }
}
