package liquibase.ext.online.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import liquibase.resource.DirectoryResourceAccessor;

/** Lints a file of a folder, as tests do it. */
public final class Lint {
    /** The range that the examples are written for. */
    public static final Versions VERSIONS = new Versions(PgVersion.OLDEST, PgVersion.NEWEST);

    private Lint() {}

    /** All that there is to say about a changelog. */
    public static LintResult file(Path changelog) throws ChangelogException {
        return Linter.lint(options(changelog));
    }

    /** The usual options for a changelog. */
    public static LintOptions options(Path changelog) {
        try {
            return LintOptions.of(
                    new ChangelogRequest(
                            String.valueOf(changelog.getFileName()),
                            new DirectoryResourceAccessor(
                                    changelog.toAbsolutePath().getParent()),
                            "",
                            "",
                            Map.of(),
                            VERSIONS.newest()),
                    VERSIONS);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
