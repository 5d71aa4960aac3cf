package liquibase.ext.online.maven;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals have in common that run a command on a database; named as in the liquibase-maven-plugin. */
abstract class OnlineMojo extends AbstractMojo {
    /** The JDBC URL of the database. */
    @Parameter(property = "liquibase.url")
    private @Nullable String url;

    /** The user to connect as. */
    @Parameter(property = "liquibase.username")
    private @Nullable String username;

    /** The user's password. */
    @Parameter(property = "liquibase.password")
    private @Nullable String password;

    /** A file of properties such as {@code url}, {@code username} and {@code password}, for what is not given otherwise. */
    @Parameter(property = "liquibase.propertyFile")
    private @Nullable File propertyFile;

    /** The schema to work in. */
    @Parameter(property = "liquibase.defaultSchemaName")
    private @Nullable String defaultSchemaName;

    /** The schema of DATABASECHANGELOG, where it is another one. */
    @Parameter(property = "liquibase.liquibaseSchemaName")
    private @Nullable String liquibaseSchemaName;

    /** Only the changeset with this id. */
    @Parameter(property = "liquibase.changesetId")
    private @Nullable String changesetId;

    /** Only changesets of this author. */
    @Parameter(property = "liquibase.changesetAuthor")
    private @Nullable String changesetAuthor;

    /** Only changesets of this changelog file, as DATABASECHANGELOG names it. */
    @Parameter(property = "liquibase.changesetPath")
    private @Nullable String changesetPath;

    /** The command as Liquibase's code names it. */
    abstract String command();

    /** What this goal asks besides. */
    Map<String, @Nullable String> furtherArguments() {
        return Map.of();
    }

    @Override
    public final void execute() throws MojoExecutionException {
        Map<String, @Nullable String> arguments = new LinkedHashMap<>();
        arguments.put("url", url);
        arguments.put("username", username);
        arguments.put("password", password);
        arguments.put("defaultSchemaName", defaultSchemaName);
        arguments.put("changesetId", changesetId);
        arguments.put("changesetAuthor", changesetAuthor);
        arguments.put("changesetPath", changesetPath);
        arguments.putAll(furtherArguments());
        show(new CommandRun(command(), arguments, liquibaseSchemaName, propertyFile).lines());
    }

    void show(List<String> lines) throws MojoExecutionException {
        lines.forEach(getLog()::info);
    }
}
