package liquibase.ext.online.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import liquibase.ChecksumVersion;
import liquibase.changelog.ChangeLogParameters;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The checksums of our changes are those that the oldest Liquibase makes of them, in each format. */
@Tag("liquibase")
class CheckSumsIT {
    private static final Path WHOLE = Path.of(System.getProperty("changelogs.dir"))
            .resolveSibling("liquibase-ext/online/src/test/resources/checksums");

    @Test
    void areTheSameOnEveryLiquibase() throws Exception {
        for (String format : List.of("yaml", "json", "xml")) {
            List<String> lines = new ArrayList<>(sums(WHOLE, "all." + format));
            for (Example example : Example.all().toList()) {
                sums(example.folder(), "changelog.xml").forEach(sum -> lines.add(example + " " + sum));
            }
            assertThat(lines).isEqualTo(Files.readAllLines(WHOLE.resolve("checksums.txt")));
        }
    }

    private static List<String> sums(Path folder, String file) throws Exception {
        DirectoryResourceAccessor resources = new DirectoryResourceAccessor(folder);
        return ChangeLogParserFactory.getInstance()
                .getParser(file, resources)
                .parse(file, new ChangeLogParameters(), resources)
                .getChangeSets()
                .stream()
                .map(changeSet -> changeSet.getId() + " " + changeSet.generateCheckSum(ChecksumVersion.latest()))
                .toList();
    }
}
