package liquibase.ext.online.it.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.server.Turn;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A folder {@code changelogs/<change type>/<case>} with the same changelog in several formats, the tables it is for, and
 * the script that it prints. Comments at the head of {@code setup.sql} say what a test must know:
 *
 * <ul>
 *   <li>{@code -- requires: PostgreSQL 15}: the oldest major that the case is for
 *   <li>{@code -- varies: token}: columns whose values differ from run to run
 *   <li>{@code -- not-undone: customer_email_idx}: indexes of the setup that are not there any more after a rollback
 *   <li>{@code -- no-script: why}: update does something here that its script cannot do
 * </ul>
 */
public record Example(Path folder) {
    /** What our jars do does not depend on Liquibase, unless where they meet it; some examples show that each day. */
    private static final boolean IS_USUAL_LIQUIBASE =
            System.getProperty("expected.liquibase.version", "").equals(System.getProperty("liquibase.version"));

    private static final Path ROOT = Path.of(System.getProperty("changelogs.dir"));

    public static Example of(String name) {
        return new Example(ROOT.resolve(name));
    }

    public static Stream<Example> all() {
        try (Stream<Path> files = Files.find(ROOT, 3, (file, unused) -> file.endsWith("setup.sql"))) {
            return files.map(Path::getParent).sorted().map(Example::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every example, on a major that has what it needs; a third on a Liquibase that is not the usual one. */
    static Stream<Arguments> onAMajor() {
        return Majors.of(inTurn(all(), IS_USUAL_LIQUIBASE ? 1 : 3).toList(), Example::runsOn);
    }

    /** Half of the examples, a sixth on a Liquibase that is not the usual one, each on a major that has what it needs. */
    static Stream<Arguments> halfOnAMajor() {
        return Majors.of(inTurn(all(), IS_USUAL_LIQUIBASE ? 2 : 6).toList(), Example::runsOn);
    }

    /** A third of the examples that the usual major has what they need for. */
    static Stream<Example> aThirdOnUsualMajor() {
        int usual = PostgresServer.usual().major();
        return inTurn(all().filter(example -> example.runsOn(usual)), IS_USUAL_LIQUIBASE ? 3 : 9);
    }

    private static Stream<Example> inTurn(Stream<Example> examples, int oneIn) {
        return examples.filter(example -> Turn.isOf(example.toString(), oneIn));
    }

    private boolean runsOn(int major) {
        return major >= oldestMajor();
    }

    /** The names of the changelog files. */
    List<String> changelogs() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("changelog."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int oldestMajor() {
        return values("requires").stream()
                .map(text -> Integer.valueOf(text.replace("PostgreSQL ", "")))
                .findFirst()
                .orElse(0);
    }

    Set<String> varyingColumns() {
        return values("varies");
    }

    Set<String> notUndone() {
        return values("not-undone");
    }

    boolean hasScript() {
        return values("no-script").isEmpty();
    }

    private Set<String> values(String key) {
        String start = "-- " + key + ": ";
        return read("setup.sql")
                .lines()
                .filter(line -> line.startsWith(start))
                .flatMap(line -> Arrays.stream(line.substring(start.length()).split(", ", -1)))
                .collect(Collectors.toSet());
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database with the tables of the setup. */
    public TestDatabase setUp(int major) throws Exception {
        TestDatabase database = PostgresServer.of(major).freshDatabase();
        database.run(read("setup.sql"));
        return database;
    }

    @Override
    public String toString() {
        return ROOT.relativize(folder).toString();
    }
}
