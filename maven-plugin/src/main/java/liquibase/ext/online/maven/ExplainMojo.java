package liquibase.ext.online.maven;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Unreadable;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows, for each SQL command, the lock that it takes on each table, what that stops in a running application, and
 * whether the wait grows with the table. Needs neither a project nor a server; nothing is known of the tables, so the
 * answer assumes the worst.
 */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public final class ExplainMojo extends AbstractMojo {
    private static final String HOW_TO =
            "Give either -Dliquibase-online.sql=\"ALTER TABLE …\" or -Dliquibase-online.file=path/to/commands.sql";

    /** The SQL commands, separated by semicolons. */
    @Parameter(property = "liquibase-online.sql")
    private @Nullable String sql;

    /** A file of SQL commands in UTF-8, in the place of {@code sql}. */
    @Parameter(property = "liquibase-online.file")
    private @Nullable File file;

    /** The major version of the server that would run the commands. */
    @Parameter(property = "postgresVersion", defaultValue = "17", required = true)
    private int postgresVersion;

    @Override
    public void execute() throws MojoExecutionException {
        PgVersion version = version();
        for (Command command : commands()) {
            new Explanation(command, version).lines().forEach(getLog()::info);
        }
    }

    private PgVersion version() throws MojoExecutionException {
        PgVersion version = new PgVersion(postgresVersion);
        if (version.compareTo(PgVersion.OLDEST) < 0) {
            throw new MojoExecutionException("explain: -DpostgresVersion=" + postgresVersion
                    + " is not supported: the lock facts are proven on " + PgVersion.OLDEST.major() + " to "
                    + PgVersion.NEWEST.major() + ". Give one of these.");
        }
        return version;
    }

    private List<Command> commands() throws MojoExecutionException {
        String text = text();
        List<Command> commands = Grammar.reader().read(text);
        if (commands.isEmpty()) {
            throw new MojoExecutionException("explain: there is no SQL command in "
                    + (file == null ? "-Dliquibase-online.sql" : file) + ". " + HOW_TO + ".");
        }
        for (Command command : commands) {
            if (command instanceof Unreadable unreadable) {
                throw new MojoExecutionException(
                        "explain: this is no SQL that PostgreSQL takes, " + unreadable.problem() + ": "
                                + unreadable.sql() + ". Nothing was explained; correct it and run again.");
            }
        }
        return commands;
    }

    private String text() throws MojoExecutionException {
        if (sql != null && file == null) {
            return sql;
        }
        if (file == null || sql != null) {
            throw new MojoExecutionException(
                    "explain: " + (sql == null ? "nothing to explain" : "two sources of SQL") + ". " + HOW_TO + ".");
        }
        try {
            return Files.readString(file.toPath(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "explain: cannot read " + file + " as UTF-8 text: " + e + ". " + HOW_TO + ".", e);
        }
    }
}
