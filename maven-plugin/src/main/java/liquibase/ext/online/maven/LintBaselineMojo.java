package liquibase.ext.online.maven;

import java.io.File;
import java.util.Properties;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.process.LintMain;
import liquibase.ext.online.lint.run.SearchPath;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Writes all changeSets of a changelog into a file as known, so that lint reports only what comes later. */
@Mojo(
        name = "lint-baseline",
        requiresProject = false,
        requiresDependencyResolution = ResolutionScope.RUNTIME,
        threadSafe = true)
public final class LintBaselineMojo extends ChangelogMojo {
    /** The file, which belongs into version control. */
    @Parameter(property = "liquibase-online.baseline", required = true)
    private File baseline = new File("liquibase-online.baseline");

    @Override
    void run(Properties settings) throws ChangelogException {
        LintMain.request(settings, SearchPath.of(settings.getProperty("searchPath", "")), getLog()::info)
                .writeBaseline(baseline.toPath());
        getLog().info("wrote " + baseline + "; lint with -Dliquibase-online.baseline=" + baseline);
    }
}
