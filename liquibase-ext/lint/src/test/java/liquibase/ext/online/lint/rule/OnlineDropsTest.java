package liquibase.ext.online.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import liquibase.ext.online.lint.Lint;
import liquibase.ext.online.lint.finding.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our changes stop nobody; what the running application misses, it misses all the same. */
class OnlineDropsTest {
    @TempDir
    private Path folder;

    @Test
    void whatTheApplicationMissesIsTold() throws Exception {
        Path changelog = Files.writeString(folder.resolve("c.yaml"), """
                databaseChangeLog:
                - changeSet: {id: 1, author: a, changes: [sql: {sql: "CREATE TABLE r (id int PRIMARY KEY); CREATE TABLE t (id int, r_id int CONSTRAINT t_r REFERENCES r, n int); CREATE INDEX t_n ON t (n)"}]}
                - changeSet: {id: 2, author: a, changes: [dropConstraintOnline: {baseTableName: t, constraintName: t_r}]}
                - changeSet: {id: 3, author: a, changes: [dropIndexConcurrently: {indexName: t_n}]}
                - changeSet: {id: 4, author: a, changes: [dropColumnOnline: {tableName: t, columnName: n}]}
                - changeSet: {id: 5, author: a, changes: [dropTableOnline: {tableName: t}]}
                """);
        assertThat(Lint.file(changelog).findings())
                .extracting(Finding::rule)
                .containsExactly(BanDropColumnRule.ID, BanDropTableRule.ID);
    }
}
