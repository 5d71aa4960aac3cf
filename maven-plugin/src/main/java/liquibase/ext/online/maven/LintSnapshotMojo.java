package liquibase.ext.online.maven;

import java.io.File;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.run.Snapshots;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Writes the tables of a database and their sizes into a file, without any row, so that CI can lint with it. */
@Mojo(name = "lint-snapshot", requiresProject = false, threadSafe = true)
public final class LintSnapshotMojo extends AbstractMojo {
    /** The JDBC URL of the database. */
    @Parameter(property = "liquibase-online.url", required = true)
    private String url = "";

    /** The user to connect as. */
    @Parameter(property = "liquibase-online.username")
    private @Nullable String username;

    /** The user's password. */
    @Parameter(property = "liquibase-online.password")
    private @Nullable String password;

    /** The file to write. */
    @Parameter(property = "liquibase-online.snapshot", required = true)
    private File snapshot = new File("liquibase-online.snapshot.json");

    @Override
    public void execute() throws MojoExecutionException {
        try {
            Snapshots.write(Snapshots.of(url, username, password), snapshot.toPath());
        } catch (ChangelogException failure) {
            throw new MojoExecutionException(failure.getMessage(), failure);
        }
        getLog().info("wrote " + snapshot + "; lint with -Dliquibase-online.snapshot=" + snapshot);
    }
}
