package liquibase.ext.online.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What preconditions leave unknown is judged; what they decide is shown on a server by an integration test. */
class PreconditionsTest {
    @TempDir
    Path folder;

    /** The ids of the changeSets that are passed over. */
    private List<String> passedOver(String... changeSets) throws Exception {
        Files.writeString(
                folder.resolve("changelog.xml"), """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                """ + String.join("\n", changeSets) + "</databaseChangeLog>");
        return Linter.changelog("changelog.xml").searchPath(folder.toString()).lint().changeSets().stream()
                .filter(verdict -> verdict.skipped() != null)
                .map(ChangeSetVerdict::changeSet)
                .map(id -> id.id())
                .toList();
    }

    private static String changeSet(String id, String content) {
        return "<changeSet author=\"ann\" id=\"" + id + "\">" + content + "</changeSet>";
    }

    private static String where(String id, String condition) {
        return changeSet(id, "<preConditions onFail=\"MARK_RAN\">" + condition + "</preConditions><sql>SELECT 1</sql>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tableExists tableName='legacy'/>",
                "<columnExists tableName='legacy' columnName='state'/>",
                "<indexExists tableName='legacy' indexName='by_state'/>",
                "<primaryKeyExists tableName='legacy'/>",
                "<foreignKeyConstraintExists foreignKeyTableName='legacy' foreignKeyName='legacy_fk'/>",
                "<uniqueConstraintExists tableName='legacy' columnNames='state'/>",
            })
    void aTableThatTheChangelogNeedsAndDidNotMakeMayBeThere(String condition) throws Exception {
        assertThat(passedOver(
                        where("there", condition),
                        where("not there", "<not>" + condition + "</not>"),
                        changeSet("made", "<sql>CREATE TABLE made (id int)</sql>"),
                        where("there still", condition),
                        where("not there still", "<not>" + condition + "</not>"),
                        changeSet("needed", "<sql>ALTER TABLE legacy ADD c int</sql>")))
                .isEmpty();
    }

    /** One changelog is judged for several majors, and nobody has said what the database is called. */
    @ParameterizedTest
    @ValueSource(strings = {"database.databaseMajorVersion", "database.defaultCatalogName"})
    void whatTheDatabaseIsLikeIsNotGuessed(String property) throws Exception {
        assertThat(passedOver(
                        where("other", "<changeLogPropertyDefined property='" + property + "' value='another'/>")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<changeLogPropertyDefined property='mine' value='${nobody}'/>",
                "<indexExists tableName='t' indexName='${nobody}'/>",
                "<sqlCheck expectedResult='${nobody}'>SELECT 1</sqlCheck>",
                "<dbms type='${nobody}'/>",
            })
    void aPropertyWithoutAValueMayHaveOneWhereTheChangelogRuns(String condition) throws Exception {
        assertThat(passedOver(changeSet("table", "<sql>CREATE TABLE t (id int)</sql>"), where("property", condition)))
                .isEmpty();
    }

    @Test
    void whatWasSeenToGoIsNotThere() throws Exception {
        assertThat(passedOver(
                        changeSet("legacy", "<sql>ALTER TABLE legacy ADD c int</sql>"),
                        changeSet("made", "<sql>CREATE TABLE made (id int); CREATE TABLE old (id int)</sql>"),
                        changeSet("gone", "<sql>DROP TABLE made; ALTER TABLE old RENAME TO new</sql>"),
                        where("dropped", "<tableExists tableName='made'/>"),
                        where("renamed", "<tableExists tableName='old'/>"),
                        where("column", "<columnExists tableName='made' columnName='id'/>"),
                        where("new", "<not><tableExists tableName='new'/></not>"),
                        changeSet("again", "<sql>CREATE TABLE made (id int)</sql>"),
                        where("made again", "<not><tableExists tableName='made'/></not>")))
                .containsExactly("dropped", "renamed", "column", "new", "made again");
    }

    @Test
    void whatWasNotReadMayHaveTakenWhatItNames() throws Exception {
        assertThat(passedOver(
                        changeSet("made", "<sql>CREATE TABLE a (id int); CREATE TABLE b (id int)</sql>"),
                        changeSet(
                                "opaque",
                                "<sql splitStatements='false'>DO $$ DECLARE c text; BEGIN SELECT current_user INTO c;"
                                        + " EXECUTE 'ALTER TABLE a ' || c; END $$</sql>"),
                        where("a", "<not><tableExists tableName='a'/></not>"),
                        where("a.id", "<not><columnExists tableName='a' columnName='id'/></not>"),
                        where("b", "<not><tableExists tableName='b'/></not>")))
                .containsExactly("b");
    }

    @Test
    void theSchemaThatIsMeantMayBeAnother() throws Exception {
        assertThat(passedOver(
                        changeSet("made", "<sql>CREATE TABLE app.a (id int)</sql>"),
                        where("somewhere", "<tableExists tableName='a'/>"),
                        where("no value", "<tableExists schemaName='${none}' tableName='a'/>"),
                        where("there", "<not><tableExists schemaName='app' tableName='a'/></not>")))
                .containsExactly("there");
    }

    @Test
    void columnsOfATableThatIsNotWhollyKnownMayBeThere() throws Exception {
        assertThat(passedOver(
                        changeSet("made", "<sql>CREATE TABLE a AS SELECT 1 AS x; ALTER TABLE a ADD y int</sql>"),
                        where("x", "<columnExists tableName='a' columnName='x'/>"),
                        where("not x", "<not><columnExists tableName='a' columnName='x'/></not>"),
                        where("not y", "<not><columnExists tableName='a' columnName='y'/></not>")))
                .containsExactly("not y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM legacy",
                "SELECT count(*) FROM legacy WHERE 1 = 1",
                "SELECT count(*) FROM legacy WHERE a = 1 OR 1 = 2",
                "SELECT count(*) FROM legacy WHERE 1 = 2 OR a = 1 AND 1 = 2",
                "SELECT count(*) FROM legacy WHERE 1 = 2 GROUP BY a",
                "SELECT count(*) FROM (SELECT 1 WHERE 1 = 2) x",
                "SELECT count(*) FROM legacy WHERE a IN (SELECT 1 WHERE 1 = 2)",
                "SELECT count(*) + 1 FROM legacy WHERE 1 = 2",
                "SELECT 1 FROM legacy",
                "SELECT 01",
                "SELECT E'x'",
                "SELECT lower('X')",
                "WITH x AS (SELECT 0) SELECT 0",
                "SELECT CASE WHEN 1 = 2 THEN 1 END",
            })
    void aQueryThatAsksTheDatabaseIsUnknown(String query) throws Exception {
        String check = "<sqlCheck expectedResult='x'>" + query + "</sqlCheck>";
        assertThat(passedOver(where("met", check), where("not met", "<not>" + check + "</not>")))
                .isEmpty();
    }
}
