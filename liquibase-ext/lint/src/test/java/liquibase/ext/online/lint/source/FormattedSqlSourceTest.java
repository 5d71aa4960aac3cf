package liquibase.ext.online.lint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.parser.core.formattedsql.FormattedSqlChangeLogParser;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormattedSqlSourceTest {
    private static final String SQL = """

              --  LIQUIBASE  formatted SQL
            --changeset me:1 runInTransaction:false
            create table a (x text default '--changeset no');
            -- a comment
            insert into a values ('x');
            --rollback drop table
            --rollback a;
            --ROLLBACK
            --changeset "some body:x":"id 2" splitStatements:false
            --comment: why
            --preconditions onFail:HALT
            --precondition-sql-check expectedResult:0 select 0
            create function f() returns int as $$ select 1; $$ language sql;
            /* liquibase rollback
            drop function f();
            drop table b; */
            --ignoreLines:start
            --changeset ignored:3
            --ignoreLines:end
            --ignoreLines:1
            --changeset ignored:4
              -- ChangeSet you:5 stripComments:false
              drop table b;
              --rollback not required
            /* done */
            """;

    @TempDir
    Path directory;

    @Test
    void placesAreThoseOfTheStatements() {
        SourceFile source = SourceFiles.read("c.sql", SQL);
        assertThat(SourceFiles.outline(source))
                .containsExactly(
                        "1/me 3:1-3:40: sql 4:1-9:11 | sql 7:12-8:14",
                        "id 2/some body:x 10:1-10:55: sql 14:1-14:65 | sql 16:1-17:14",
                        "5/you 23:3-23:41: sql 24:3-26:11 | empty 25:14-25:26");
        assertThat(Places.text(source, source.changeSets().get(2).place()))
                .isEqualTo("-- ChangeSet you:5 stripComments:false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void itIsWhatLiquibaseReads(String newline) throws Exception {
        String text = SQL.replace("\n", newline);
        Files.writeString(directory.resolve("c.sql"), text);
        List<ChangeSet> parsed = new FormattedSqlChangeLogParser()
                .parse("c.sql", new ChangeLogParameters(), new DirectoryResourceAccessor(directory))
                .getChangeSets();
        SourceFile source = SourceFiles.read("c.sql", text);
        assertThat(source.changeSets()).hasSameSizeAs(parsed);
        for (int n = 0; n < parsed.size(); n++) {
            ChangeSet changeSet = parsed.get(n);
            ChangeSetSource found = source.changeSet(n, changeSet.getId(), changeSet.getAuthor())
                    .orElseThrow();
            assertThat(found).isSameAs(source.changeSets().get(n));
            assertThat(found.rollback()).hasSameSizeAs(changeSet.getRollback().getChanges());
            String sql = ((RawSQLChange) changeSet.getChanges().get(0)).getSql();
            SqlText ours = Objects.requireNonNull(found.changes().get(0).sql());
            assertThat(ours.locate(List.of(sql)).get(0)).isPresent();
            assertThat(comparable(ours.text())).isEqualTo(comparable(sql));
        }
    }

    /** Preconditions are comments, which we leave where they are; so is a rollback without anything. */
    private static String comparable(String sql) {
        return sql.replaceAll("--[^\r\n]*", "").replaceAll("\\s+", " ").strip();
    }

    @Test
    void anyOtherFileIsSql() {
        SourceFile source = SourceFiles.read("x.sql", "-- hello\n drop table a;\n");
        assertThat(source.sql().orElseThrow().text()).isEqualTo(source.text());
        assertThat(SourceFiles.outline(source)).containsExactly("raw/includeAll 1:1-1:1: sql 2:2-2:15");
    }
}
