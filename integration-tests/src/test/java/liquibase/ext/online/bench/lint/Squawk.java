package liquibase.ext.online.bench.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangeUnit;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.sql.PgVersion;
import liquibase.resource.DirectoryResourceAccessor;

/** The linter for files of SQL that most use, from its npm package. */
final class Squawk {
    private final Path program;

    private Squawk(Path program) {
        this.program = program;
    }

    /** Installs it below a directory; empty where there is no npm or the package cannot be had. */
    static Optional<Squawk> install(Path directory) throws InterruptedException {
        try {
            ProcessCost npm = ProcessCost.of(
                    List.of("npm", "install", "--no-fund", "--no-audit", "squawk-cli"),
                    directory,
                    directory.resolve("npm.log"));
            Path program = directory.resolve("node_modules/.bin/squawk");
            return npm.exitCode() == 0
                            && ProcessCost.of(
                                                    List.of(program.toString(), "--version"),
                                                    directory,
                                                    directory.resolve("version"))
                                            .exitCode()
                                    == 0
                    ? Optional.of(new Squawk(program))
                    : Optional.empty();
        } catch (IOException noNpm) {
            return Optional.empty();
        }
    }

    /** What it takes for the SQL that Liquibase would send for a changelog. */
    ProcessCost lint(Path changelog) throws IOException, ChangelogException, InterruptedException {
        Path directory = Objects.requireNonNull(changelog.getParent());
        Path sql =
                Files.writeString(directory.resolve(changelog.getFileName() + ".sent.sql"), sent(changelog, directory));
        return ProcessCost.of(List.of(program.toString(), sql.toString()), directory, directory.resolve("squawk.txt"));
    }

    private static String sent(Path changelog, Path directory) throws IOException, ChangelogException {
        StringBuilder sql = new StringBuilder();
        ChangelogRequest request = new ChangelogRequest(
                String.valueOf(changelog.getFileName()),
                new DirectoryResourceAccessor(directory),
                "",
                "",
                Map.of(),
                new PgVersion(17));
        for (ChangeSetUnit changeSet : ChangelogReader.read(request).changeSets()) {
            for (ChangeUnit change : changeSet.changes()) {
                for (StatementUnit statement : change.statements()) {
                    sql.append(statement.sql()).append(";\n");
                }
            }
        }
        return sql.toString();
    }
}
