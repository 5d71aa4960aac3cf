package liquibase.ext.online.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import liquibase.command.CommandResultsBuilder;

/** Where a command's own words go: stdout or {@code --output-file}, and nothing else goes there. */
final class Output {
    private Output() {}

    static void write(CommandResultsBuilder results, List<String> lines) throws IOException {
        OutputStream output = results.getOutputStream();
        output.write(
                (String.join(System.lineSeparator(), lines) + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        output.flush();
    }
}
