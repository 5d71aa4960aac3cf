package liquibase.ext.online.lint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.core.PostgresDatabase;
import liquibase.ext.online.lint.finding.Place;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every changeSet and change that Liquibase reads from the examples has a place, and there it stands. */
class SourceOfChangelogsTest {
    private static final Path CHANGELOGS =
            Path.of(System.getProperty("changelogs.dir", "../../changelogs")).toAbsolutePath();

    static List<String> changelogs() throws Exception {
        try (Stream<Path> files = Files.walk(CHANGELOGS)) {
            return files.map(file -> CHANGELOGS.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".xml") || file.endsWith(".yaml") || file.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("changelogs")
    void everythingIsFound(String file) throws Exception {
        ResourceAccessor resources = new DirectoryResourceAccessor(CHANGELOGS);
        DatabaseChangeLog changelog = ChangeLogParserFactory.getInstance()
                .getParser(file, resources)
                .parse(file, new ChangeLogParameters(new PostgresDatabase()), resources);
        SourceFile source = SourceFile.read(file, Files.readAllBytes(CHANGELOGS.resolve(file)));
        assertThat(source.problem()).isEmpty();
        assertThat(changelog.getChangeSets()).isNotEmpty();
        for (int n = 0; n < changelog.getChangeSets().size(); n++) {
            ChangeSet parsed = changelog.getChangeSets().get(n);
            ChangeSetSource found =
                    source.changeSet(n, parsed.getId(), parsed.getAuthor()).orElseThrow();
            assertThat(found).isSameAs(source.changeSets().get(n));
            assertStandsAt(source, found.place(), "changeSet", file);
            assertSame(source, file, found.changes(), parsed.getChanges());
            assertSame(source, file, found.rollback(), parsed.getRollback().getChanges());
        }
    }

    private static void assertSame(SourceFile source, String file, List<ChangeSource> found, List<Change> parsed) {
        assertThat(found)
                .extracting(ChangeSource::name)
                .containsExactlyElementsOf(parsed.stream()
                        .map(change -> change.getSerializedObjectName())
                        .toList());
        for (ChangeSource change : found) {
            assertStandsAt(source, change.place(), change.name(), file);
        }
    }

    private static void assertStandsAt(SourceFile source, Place place, String name, String file) {
        String text = Places.text(source, place);
        if (file.endsWith(".xml")) {
            assertThat(text).matches("(?s)<(\\w+:)?" + name + "[\\s>/].*").endsWith(">");
            assertThat(text.substring(1)).doesNotContain("<");
        } else {
            assertThat(text).isEqualTo(file.endsWith(".json") ? '"' + name + '"' : name);
        }
    }
}
