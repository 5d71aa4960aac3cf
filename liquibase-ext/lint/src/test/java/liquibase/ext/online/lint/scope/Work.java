package liquibase.ext.online.lint.scope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;

/** A folder with a changelog, as a project has it. */
final class Work {
    static final String CHANGELOG = "db/changelog.sql";

    private final Path folder;
    final List<String> notes = new ArrayList<>();

    Work(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Writes a file below the search path, {@code src}. */
    Work write(String file, String... lines) throws IOException {
        Path path = folder.resolve("src").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, String.join("\n", lines) + "\n");
        return this;
    }

    /** A changeSet in SQL, by ann. */
    static String changeSet(String id, String sql) {
        return "--changeset ann:" + id + "\n" + sql;
    }

    /** The usual changelog of these changeSets. */
    Work changelog(String... changeSets) throws IOException {
        return write(CHANGELOG, "--liquibase formatted sql", String.join("\n", changeSets));
    }

    LintRequest request() {
        return Linter.changelog(CHANGELOG)
                .searchPath(folder.resolve("src").toString())
                .notes(notes::add);
    }

    /** The ids of the changeSets that are reported. */
    static List<String> reported(LintRequest request) throws ChangelogException {
        return request.lint().changeSets().stream()
                .filter(verdict -> verdict.scope() == ChangeSetVerdict.Scope.REPORTED)
                .map(verdict -> verdict.changeSet().id())
                .toList();
    }
}
