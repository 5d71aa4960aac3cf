package liquibase.ext.online.lint.scope;

import static liquibase.ext.online.lint.scope.Work.changeSet;
import static liquibase.ext.online.lint.scope.Work.reported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.finding.Effect;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitScopeTest {
    private static final String ONE = changeSet("one", "CREATE TABLE t (id int, name text);");
    private static final String TWO = changeSet("two", "CREATE INDEX by_name ON t (name);");
    private static final String THREE = changeSet("three", "ALTER TABLE t ADD COLUMN size int;");

    @TempDir
    Path folder;

    @TempDir
    Path other;

    private Git git;
    private Work work;

    @BeforeEach
    void commitOneChangeSet() throws Exception {
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        work = new Work(folder);
        work.changelog(ONE);
        commit("one");
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void onlyWhatAFileGrewByIsReported() throws Exception {
        work.changelog(ONE, TWO);
        commit("two");

        assertThat(reported(since("HEAD~1"))).containsExactly("two");
    }

    @Test
    void workThatIsNotCommittedCounts() throws Exception {
        work.changelog(ONE, TWO);

        assertThat(reported(since("main"))).containsExactly("two");
        assertThat(work.notes).singleElement().asString().contains("not committed");
    }

    @Test
    void anEditedChangeSetIsReportedButItsTableIsNotNew() throws Exception {
        work.changelog(ONE.replace("name text", "name varchar(9)"), TWO);
        LintRequest request = since("main");

        assertThat(reported(request)).containsExactly("one", "two");
        assertThat(request.lint().findings())
                .as("by_name may be built on a table full of rows")
                .anyMatch(finding -> finding.effect() == Effect.BLOCKING);
    }

    @Test
    void theTableOfANewChangeSetIsNew() throws Exception {
        git.rm().addFilepattern("src").call();
        git.commit()
                .setMessage("none")
                .setAuthor(author())
                .setCommitter(author())
                .setSign(false)
                .call();
        work.changelog(ONE, TWO);

        assertThat(reported(since("main"))).containsExactly("one", "two");
        assertThat(work.notes).anyMatch(note -> note.contains("every changeSet counts as new"));
        assertThat(since("main").lint().findings()).noneMatch(finding -> finding.effect() == Effect.BLOCKING);
    }

    @Test
    void anotherLayoutIsNoEdit() throws Exception {
        work.changelog(ONE.replace("CREATE TABLE", "CREATE  TABLE"), "", THREE);

        assertThat(reported(since("main"))).containsExactly("three");
    }

    @Test
    void leavingTheTransactionIsAnEdit() throws Exception {
        work.changelog(ONE.replace("ann:one", "ann:one runInTransaction:false"));

        assertThat(reported(since("main"))).containsExactly("one");
    }

    @Test
    void whatOthersAddedToTheBranchMeanwhileDoesNotCount() throws Exception {
        git.checkout().setCreateBranch(true).setName("mine").call();
        work.changelog(ONE, TWO);
        commit("two");
        git.checkout().setName("main").call();
        work.changelog(THREE);
        commit("three instead of one");
        git.checkout().setName("mine").call();

        assertThat(reported(since("main"))).as("against the fork").containsExactly("two");
        assertThat(reported(since("main").mergeBase(false)))
                .as("against the branch as it is")
                .containsExactly("one", "two");
    }

    @Test
    void filesBehindIncludeAllAndSqlFileAreReadAsTheyWere() throws Exception {
        work.write(
                "db/root.yaml", "databaseChangeLog:", "  - includeAll: {path: parts, relativeToChangelogFile: true}");
        work.write("db/parts/a.yaml", yaml("a", "../a.txt"));
        work.write("db/a.txt", "ALTER TABLE t ADD COLUMN a int;");
        work.write("db/parts/b.yaml", yaml("b", "../b.txt"));
        work.write("db/b.txt", "ALTER TABLE t ADD COLUMN b int;");
        commit("parts");
        work.write("db/b.txt", "ALTER TABLE t ADD COLUMN b bigint;");
        work.write("db/parts/c.yaml", yaml("c", "../b.txt"));

        assertThat(reported(Linter.changelog("db/root.yaml")
                        .searchPath(folder.resolve("src").toString())
                        .since("main")))
                .containsExactly("b", "c");
    }

    @Test
    void aFileOutsideTheRepositoryIsTakenAsItIs() throws Exception {
        Files.writeString(other.resolve("shared.sql"), "--liquibase formatted sql\n" + THREE + "\n");
        work.write(
                "db/root.yaml",
                "databaseChangeLog:",
                "  - include: {file: shared.sql}",
                "  - include: {file: " + Work.CHANGELOG + "}");
        commit("shared");
        work.changelog(ONE, TWO);

        assertThat(reported(Linter.changelog("db/root.yaml")
                        .searchPath(folder.resolve("src").toString(), other.toString())
                        .since("main")))
                .containsExactly("two");
    }

    @Test
    void aMovedFileThatKeepsItsLogicalPathIsNoEdit() throws Exception {
        work.write("db/old.sql", "--liquibase formatted sql logicalFilePath:logical", THREE);
        work.write("db/root.yaml", "databaseChangeLog:", "  - include: {file: db/old.sql}");
        commit("old");
        Files.move(folder.resolve("src/db/old.sql"), folder.resolve("src/db/new.sql"));
        work.write("db/root.yaml", "databaseChangeLog:", "  - include: {file: db/new.sql}");

        assertThat(reported(Linter.changelog("db/root.yaml")
                        .searchPath(folder.resolve("src").toString())
                        .since("main")))
                .isEmpty();
    }

    @Test
    void aShallowCloneSaysHowToGetTheRest() throws Exception {
        work.changelog(ONE, TWO);
        commit("two");
        File clone = other.resolve("clone").toFile();
        Git.cloneRepository()
                .setURI(folder.toUri().toString())
                .setDirectory(clone)
                .setDepth(1)
                .call()
                .close();
        assertThatThrownBy(new Work(clone.toPath()).request().since("HEAD~1")::lint)
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("shallow")
                .hasMessageContaining("fetch-depth: 0");
    }

    @Test
    void unrelatedBranchesHaveNoFork() throws Exception {
        git.checkout().setOrphan(true).setName("island").call();
        commit("island");

        assertThatThrownBy(since("main")::lint).hasMessageContaining("no commit in common");
    }

    @Test
    void anUnknownRefSaysWhatToDo() {
        assertThatThrownBy(since("origin/master")::lint)
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("origin/master")
                .hasMessageContaining("git fetch origin master");
        assertThatThrownBy(since("a..b~^^{")::lint).isInstanceOf(ChangelogException.class);
    }

    @Test
    void aFolderWithoutARepositorySaysSo() throws Exception {
        Work outside = new Work(other).changelog(ONE);

        assertThatThrownBy(outside.request().since("main")::lint)
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("in no git repository");
    }

    @Test
    void aChangelogThatGitIgnoresSaysSo() throws Exception {
        Files.writeString(folder.resolve(".gitignore"), "target/\n");
        Files.createDirectories(folder.resolve("target/db"));
        Files.copy(
                folder.resolve("src").resolve(Work.CHANGELOG),
                folder.resolve("target").resolve(Work.CHANGELOG));

        assertThatThrownBy(work.request()
                        .searchPath(folder.resolve("target").toString())
                        .since("main")::lint)
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("git ignores");
    }

    @Test
    void aChangelogThatWasBrokenThenSaysSo() throws Exception {
        work.write(Work.CHANGELOG, "--liquibase formatted sql", "--changeset ann", "SELECT 1;");
        commit("broken");
        work.changelog(ONE);

        assertThatThrownBy(since("main")::lint)
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("at main")
                .hasMessageContaining("was broken");
    }

    private static String[] yaml(String id, String sqlFile) {
        return new String[] {
            "databaseChangeLog:",
            "  - changeSet:",
            "      id: " + id,
            "      author: ann",
            "      changes:",
            "        - sqlFile: {path: " + sqlFile + ", relativeToChangelogFile: true}"
        };
    }

    private LintRequest since(String ref) {
        return work.request().since(ref);
    }

    private void commit(String message) throws Exception {
        git.add().addFilepattern("src").call();
        git.add().addFilepattern("src").setUpdate(true).call();
        git.commit()
                .setMessage(message)
                .setAuthor(author())
                .setCommitter(author())
                .setSign(false)
                .call();
    }

    private static PersonIdent author() {
        return new PersonIdent("ann", "ann@example.org");
    }
}
