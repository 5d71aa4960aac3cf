package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import liquibase.integration.commandline.LiquibaseCommandLine;

/** The command line of Liquibase, in this process. */
final class Cli {
    private Cli() {}

    /** Runs a command, which must succeed, and gives what it wrote. */
    static String run(String command, String... arguments) throws IOException {
        return run(List.of(), command, arguments);
    }

    /** The same with a folder that changelogs are looked for in. */
    static String runIn(Path folder, String command, String... arguments) throws IOException {
        return run(List.of("--search-path=" + folder), command, arguments);
    }

    private static String run(List<String> globals, String command, String... arguments) throws IOException {
        Path output = Files.createTempFile("liquibase", ".out");
        try {
            List<String> line = new ArrayList<>(List.of("--show-banner=false", "--output-file=" + output));
            line.addAll(globals);
            line.add(command);
            line.addAll(List.of(arguments));
            int status = new LiquibaseCommandLine().execute(line.toArray(String[]::new));
            String written = Files.readString(output);
            assertThat(status).as("%s: %s", command, written).isZero();
            return written;
        } finally {
            Files.delete(output);
        }
    }
}
