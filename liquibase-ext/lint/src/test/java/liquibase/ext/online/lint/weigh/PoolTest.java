package liquibase.ext.online.lint.weigh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.lint.Lint;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolTest {
    @TempDir
    Path folder;

    @Test
    void oneFindingSaysInHowManyChangeSetsALockHasNoTimeout() throws Exception {
        List<Finding> found = timeouts("""
                --liquibase formatted sql
                --changeset me:1
                CREATE TABLE account (a int, b int);
                --changeset me:2
                --comment: liquibase-online:ignore require-timeout-settings nobody uses it at night
                ALTER TABLE account DROP COLUMN a;
                --changeset me:3
                ALTER TABLE account ADD COLUMN c int;
                --changeset me:4
                SET LOCAL lock_timeout = '2s';
                ALTER TABLE account ADD COLUMN d int;
                --changeset me:5
                ALTER TABLE account ADD COLUMN e int;
                --changeset me:6
                ALTER TABLE account ADD COLUMN f int;
                """);
        assertThat(found).hasSize(2);
        assertThat(found.get(0).counts()).isFalse();
        assertThat(found.get(1).place().line()).isEqualTo(8);
        assertThat(found.get(1).message()).contains("account").endsWith("; so it is in 2 more changeSets");
    }

    @Test
    void oneAloneIsNotCounted() throws Exception {
        assertThat(timeouts("""
                --liquibase formatted sql
                --changeset me:1
                CREATE TABLE account (a int, b int);
                --changeset me:2
                ALTER TABLE account ADD COLUMN c int;
                """))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).doesNotContain("more changeSet"));
    }

    @Test
    void theGravestStaysAndOfEqualOnesTheFirst() throws Exception {
        Finding one = timeouts("""
                --liquibase formatted sql
                --changeset me:1
                CREATE TABLE account (a int, b int);
                --changeset me:2
                ALTER TABLE account ADD COLUMN c int;
                """).get(0);
        Finding info = one.withSeverity(Severity.INFO);
        Finding first = one.withSeverity(Severity.ERROR).withMessage("first");
        Finding second = one.withSeverity(Severity.ERROR).withMessage("second");
        assertThat(Pool.of(List.of(info, first, info, second), Set.of(one.rule())))
                .extracting(Finding::message)
                .containsExactly("first; so it is in 3 more changeSets");
    }

    private List<Finding> timeouts(String changelog) throws Exception {
        Path file = Files.writeString(folder.resolve("changelog.sql"), changelog);
        return Lint.file(file).findings().stream()
                .filter(finding -> finding.rule().equals("require-timeout-settings"))
                .toList();
    }
}
