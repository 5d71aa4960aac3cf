package liquibase.ext.online.lint.scope;

import static liquibase.ext.online.lint.scope.Work.reported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.finding.Effect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinceTagTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        new Work(folder)
                .write(
                        "db/tags.yaml",
                        "databaseChangeLog:",
                        "  - changeSet: {id: 1, author: ann, changes: [{sql: {sql: CREATE TABLE t (a int)}}]}",
                        "  - changeSet: {id: 2, author: ann, changes: [{tagDatabase: {tag: v1}}]}",
                        "  - changeSet: {id: 3, author: ann, changes: [{sql: {sql: CREATE TABLE u (a int)}}]}",
                        "  - changeSet: {id: 4, author: ann, dbms: oracle, changes: [{tagDatabase: {tag: v0}}]}",
                        "  - changeSet: {id: 5, author: ann, changes: [{tagDatabase: {tag: v2}}]}",
                        "  - changeSet: {id: 6, author: ann, changes: [{sql: {sql: CREATE INDEX i ON u (a)}}]}");
    }

    private LintRequest since(String tag) {
        return Linter.changelog("db/tags.yaml")
                .searchPath(folder.resolve("src").toString())
                .sinceTag(tag);
    }

    @Test
    void whatStandsBehindTheTagIsReported() throws Exception {
        assertThat(reported(since("v1"))).containsExactly("3", "5", "6");
        assertThat(reported(since("v2"))).containsExactly("6");
    }

    @Test
    void tablesMadeBehindTheTagAreNew() throws Exception {
        assertThat(since("v1").lint().findings()).noneMatch(finding -> finding.effect() == Effect.BLOCKING);
        assertThat(since("v2").lint().findings()).anyMatch(finding -> finding.effect() == Effect.BLOCKING);
    }

    @Test
    void anUnknownTagNamesThoseThereAre() {
        assertThatThrownBy(since("v0")::lint)
                .isInstanceOf(ChangelogException.class)
                .hasMessage("no tagDatabase has the tag v0. The tags are: v1, v2");
    }

    @Test
    void twoWaysToChooseAreRefused() {
        assertThatThrownBy(since("v1").since("main")::lint)
                .isInstanceOf(ChangelogException.class)
                .hasMessageContaining("a tag, a git ref");
    }
}
