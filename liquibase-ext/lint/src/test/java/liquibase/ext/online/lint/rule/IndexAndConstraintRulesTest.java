package liquibase.ext.online.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.Lint;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the version, on the session and on the statements around, which the examples do not vary. */
class IndexAndConstraintRulesTest {
    private static final String TABLES = """
            --liquibase formatted sql
            --changeset a:tables
            CREATE TABLE t (id bigint PRIMARY KEY, n int, m int);
            CREATE INDEX t_n ON t (n);
            CREATE TABLE p (id bigint NOT NULL, n int) PARTITION BY RANGE (id);
            CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
            CREATE INDEX p_n ON p (n);
            """;
    private static final String OUTSIDE = "--changeset a:outside runInTransaction:false\n";
    private static final String INSIDE = "--changeset a:inside\n";

    @TempDir
    private Path folder;

    /** createIndexConcurrently refuses clustered, so that a rename is no way out there. */
    @Test
    void renamesAnIndexOnlyWhereTheOnlineChangeTakesItsAttributes() throws Exception {
        assertThat(fixOfIndex("")).startsWith("Write createIndexConcurrently in place of createIndex");
        assertThat(fixOfIndex(", clustered: true")).contains("CREATE INDEX CONCURRENTLY t_m ON t (m)");
    }

    private String fixOfIndex(String attribute) throws Exception {
        Path changelog = Files.writeString(folder.resolve("index.yaml"), """
                databaseChangeLog:
                - changeSet: {id: 1, author: a, changes: [sql: {sql: "CREATE TABLE t (m int)"}]}
                - changeSet: {id: 2, author: a, changes: [createIndex: {tableName: t, indexName: t_m, columns: [column: {name: m}]%s}]}
                """.formatted(attribute));
        return Lint.file(changelog).findings().stream()
                .filter(finding -> finding.rule().equals("require-concurrent-index-creation"))
                .map(Finding::fix)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void advisesOn14OnlyWhereItIsAmongTheVersionsAndOnce() throws Exception {
        String builds = OUTSIDE + "CREATE INDEX CONCURRENTLY a ON t (m);\nREINDEX INDEX CONCURRENTLY t_n;\n";
        assertThat(find("concurrent-index-corruption", builds, 13, 18)).hasSize(1);
        assertThat(find("concurrent-index-corruption", builds, 14, 14)).hasSize(1);
        assertThat(find("concurrent-index-corruption", builds, 15, 18)).isEmpty();
    }

    @Test
    void refusesToReindexAPartitionedTableInATransactionFrom14On() throws Exception {
        String rule = "ban-concurrent-index-creation-in-transaction";
        assertThat(find(rule, INSIDE + "REINDEX TABLE p;\n", 13, 13)).isEmpty();
        assertThat(find(rule, INSIDE + "REINDEX TABLE p;\n", 13, 18)).hasSize(1);
        assertThat(find(rule, INSIDE + "REINDEX INDEX p_n;\n", 14, 14)).hasSize(1);
        assertThat(find(rule, INSIDE + "REINDEX INDEX t_n;\n", 14, 14)).isEmpty();
    }

    @Test
    void offersNotNullNotValidOnlyWhereEveryServerHasIt() throws Exception {
        String set = INSIDE + "ALTER TABLE t ALTER COLUMN n SET NOT NULL;\n";
        assertThat(find("adding-not-nullable-field", set, 17, 18))
                .singleElement()
                .satisfies(found -> assertThat(found.fix())
                        .contains("setNotNullValidated")
                        .doesNotContain("ADD CONSTRAINT t_n_not_null"));
        assertThat(find("adding-not-nullable-field", set, 18, 18))
                .singleElement()
                .satisfies(found -> assertThat(found.fix())
                        .contains("ALTER TABLE t ADD CONSTRAINT t_n_not_null NOT NULL n NOT VALID;"));
    }

    @Test
    void offersAForeignKeyOfAPartitionedTableNotValidOnlyWhereEveryServerTakesIt() throws Exception {
        String add = INSIDE + "ALTER TABLE p ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES t (id);\n";
        assertThat(find("adding-foreign-key-constraint", add, 17, 17))
                .singleElement()
                .satisfies(found -> assertThat(found.fix())
                        .contains("ALTER TABLE p1 ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES t (id) NOT VALID;"));
        assertThat(find("adding-foreign-key-constraint", add, 18, 18))
                .singleElement()
                .satisfies(found -> assertThat(found.fix())
                        .contains("ALTER TABLE p ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES t (id) NOT VALID;"));
    }

    @Test
    void aForeignKeyOfAPartitionedTableTakesOverOnlyWhatItsPartitionsHaveProved() throws Exception {
        String onPartition = "ALTER TABLE p1 ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES t (id) NOT VALID;\n";
        String validated = INSIDE.replace("inside", "validated") + "ALTER TABLE p1 VALIDATE CONSTRAINT f;\n";
        String whole = INSIDE.replace("inside", "whole")
                + "ALTER TABLE p ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES t (id);\n";
        assertThat(find("adding-foreign-key-constraint", INSIDE + onPartition + whole, 17, 17))
                .hasSize(1);
        assertThat(find("adding-foreign-key-constraint", INSIDE + onPartition + validated + whole, 17, 17))
                .isEmpty();
    }

    @Test
    void takesOnlyADropOfTheSameIndexForAGuard() throws Exception {
        String rule = "invalid-index-counts-as-existing";
        String build = "CREATE INDEX CONCURRENTLY IF NOT EXISTS t_m ON t (m);\n";
        assertThat(find(rule, OUTSIDE + build, 17, 17)).hasSize(1);
        assertThat(find(rule, OUTSIDE + "DROP INDEX CONCURRENTLY IF EXISTS t_n;\n" + build, 17, 17))
                .hasSize(1);
        assertThat(find(rule, OUTSIDE + "DROP INDEX CONCURRENTLY IF EXISTS public.t_m;\n" + build, 17, 17))
                .isEmpty();
    }

    @Test
    void leavesAShortDropToALockTimeout() throws Exception {
        String rule = "require-concurrent-index-deletion";
        assertThat(find(rule, INSIDE + "DROP INDEX t_n;\n", 17, 17)).hasSize(1);
        assertThat(find(rule, INSIDE + "SET LOCAL lock_timeout = '1s';\nDROP INDEX t_n;\n", 17, 17))
                .isEmpty();
        assertThat(find(rule, INSIDE + "DROP INDEX p_n;\n", 17, 17)).isEmpty();
    }

    @Test
    void doesNotMissAnIndexWhereAnotherOneServes() throws Exception {
        String rule = "index-dropped-before-replacement";
        String replace = OUTSIDE + "DROP INDEX CONCURRENTLY t_n;\nCREATE INDEX CONCURRENTLY t_n2 ON t (n, m);\n";
        assertThat(find(rule, replace, 17, 17)).hasSize(1);
        assertThat(find(
                        rule,
                        "--changeset a:other runInTransaction:false\nCREATE INDEX CONCURRENTLY o ON t (n);\n" + replace,
                        17,
                        17))
                .isEmpty();
    }

    @Test
    void saysTheLockThatTheTransactionHoldsAlready() throws Exception {
        String build = INSIDE + "DROP INDEX t_n;\nCREATE INDEX t_m ON t (m);\n";
        assertThat(find("require-concurrent-index-creation", build, 17, 17))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.message()).startsWith("ACCESS EXCLUSIVE on t stops reads and writes"));
    }

    private List<Finding> find(String rule, String sql, int oldest, int newest) throws Exception {
        Path file = Files.writeString(folder.resolve("changelog.sql"), TABLES + sql);
        LintOptions options = LintOptions.of(
                Lint.options(file).changelog(), new Versions(new PgVersion(oldest), new PgVersion(newest)));
        return Linter.lint(options).findings().stream()
                .filter(found -> found.rule().equals(rule))
                .toList();
    }
}
