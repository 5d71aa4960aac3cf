package liquibase.ext.online.maven;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far online changes are, while an update runs elsewhere or after it: rows, rate, time left, what holds them,
 * who is in the way. Needs no project.
 */
@Mojo(name = "online-status", requiresProject = false, threadSafe = true)
public final class OnlineStatusMojo extends OnlineMojo {
    /** {@code text}, for people, or {@code json}, one object, for programs. */
    @Parameter(property = "liquibase.format", defaultValue = "text")
    private String format = "text";

    /** Where to write it in place of the log, in UTF-8. */
    @Parameter(property = "liquibase.outputFile")
    private @Nullable File outputFile;

    @Override
    String command() {
        return "onlineStatus";
    }

    @Override
    Map<String, @Nullable String> furtherArguments() {
        return Map.of("format", format);
    }

    @Override
    void show(List<String> lines) throws MojoExecutionException {
        if (outputFile == null) {
            super.show(lines);
            return;
        }
        try {
            Files.write(outputFile.toPath(), lines, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new MojoExecutionException(
                    "online-status: cannot write outputFile " + outputFile + ": " + failure, failure);
        }
    }
}
