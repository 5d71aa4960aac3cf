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
                "SELECT count(*) FROM legacy WHERE CASE WHEN a = 1 AND 1 = 2 AND b = 2 THEN true ELSE true END",
                "SELECT count(*) FROM legacy WHERE a = 1 AND CASE WHEN b THEN true ELSE c AND false END",
                "SELECT count(*) FROM legacy WHERE a BETWEEN false AND false",
                "SELECT count(*) FROM legacy WHERE a BETWEEN 0 AND 1 AND b BETWEEN x AND false",
            })
    void aQueryThatAsksTheDatabaseIsUnknown(String query) throws Exception {
        String check = "<sqlCheck expectedResult='x'>" + query + "</sqlCheck>";
        assertThat(passedOver(where("met", check), where("not met", "<not>" + check + "</not>")))
                .isEmpty();
    }

    @Test
    void aQueryThatFailsMayLetTheChangeSetRun() throws Exception {
        String missing = where("missing", "<sqlCheck expectedResult='1'>SELECT count(*) FROM x WHERE 1 = 2</sqlCheck>");
        String constant = where("constant", "<sqlCheck expectedResult='1'>SELECT 0</sqlCheck>");
        assertThat(passedOver(missing, constant)).containsExactly("missing", "constant");
        String runs = "onError='WARN' onFail=";
        assertThat(passedOver(missing.replace("onFail=", runs), constant.replace("onFail=", runs)))
                .containsExactly("constant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<primaryKeyExists primaryKeyName='part'/>; ALTER TABLE t DROP CONSTRAINT part",
                "<primaryKeyExists tableName='t'/>; ALTER TABLE t DROP CONSTRAINT part",
                "<uniqueConstraintExists tableName='t' constraintName='part'/>; ALTER TABLE t DROP CONSTRAINT part",
                "<uniqueConstraintExists tableName='t' columnNames='a'/>; ALTER TABLE t DROP CONSTRAINT part",
                "<foreignKeyConstraintExists foreignKeyName='part'/>; ALTER TABLE t VALIDATE CONSTRAINT part",
                "<foreignKeyConstraintExists foreignKeyTableName='t' foreignKeyName='part'/>;"
                        + " ALTER TABLE t RENAME CONSTRAINT part TO other",
                "<indexExists indexName='part'/>; ALTER INDEX part RENAME TO other",
                "<indexExists indexName='part' tableName='t'/>; ALTER INDEX part SET (fillfactor = 70)",
                "<indexExists indexName='part'/>; ALTER TABLE t DROP CONSTRAINT part",
                "<columnExists tableName='t' columnName='part'/>; ALTER TABLE t DROP COLUMN part",
                "<columnExists tableName='t' columnName='part'/>; ALTER TABLE t RENAME part TO other",
            })
    void whatTheChangelogNeedsAndDidNotMakeMayBeThere(String conditionAndNeed) throws Exception {
        String condition = conditionAndNeed.substring(0, conditionAndNeed.indexOf(';'));
        String need = conditionAndNeed.substring(conditionAndNeed.indexOf(';') + 1);
        String table = changeSet("table", "<sql>CREATE TABLE t (a int)</sql>");
        String guarded = need.replace("CONSTRAINT part", "CONSTRAINT IF EXISTS part")
                .replace("INDEX part", "INDEX IF EXISTS part")
                .replace("TABLE t RENAME", "TABLE IF EXISTS t RENAME")
                .replace("COLUMN part", "COLUMN IF EXISTS part");
        assertThat(passedOver(table, where("there", condition), changeSet("needs", "<sql>" + need + "</sql>")))
                .isEmpty();
        if (!guarded.equals(need)) {
            assertThat(passedOver(table, where("there", condition), changeSet("needs", "<sql>" + guarded + "</sql>")))
                    .containsExactly("there");
        }
    }

    /** Where they are is a setting. */
    @Test
    void theTablesOfLiquibaseAreThere() throws Exception {
        assertThat(passedOver(
                        where("there", "<tableExists tableName='DATABASECHANGELOG'/>"),
                        where("not there", "<not><tableExists tableName='databasechangeloglock'/></not>"),
                        where("column", "<columnExists tableName='databasechangelog' columnName='labels'/>"),
                        where("no column", "<not><columnExists tableName='databasechangelog' columnName='x'/></not>"),
                        where("elsewhere", "<tableExists schemaName='app' tableName='databasechangelog'/>")))
                .containsExactly("not there");
    }

    /** What fails and is forgiven, and what a ROLLBACK undoes, may have left nothing. */
    @Test
    void whatMayHaveComeToNothingDecidesNothing() throws Exception {
        String made = "<sql>CREATE TABLE t (id int CONSTRAINT t_pk PRIMARY KEY); CREATE INDEX i ON t (id)</sql>";
        String known = changeSet(
                "known",
                "<sql>CREATE TABLE old (id int); CREATE TABLE other (id int); CREATE INDEX o ON old (id)</sql>");
        for (String doubtful : List.of(
                changeSet("forgiven", made + "<sql>DROP TABLE old; ALTER TABLE other ADD c int</sql>")
                        .replace(" id=", " failOnError='false' id="),
                changeSet("undone", made + "<sql>DROP TABLE old; ALTER TABLE other ADD c int; ROLLBACK</sql>"),
                where("unknown", "<sqlCheck expectedResult='1'>SELECT count(*) FROM pg_roles</sqlCheck>")
                        .replace(
                                "<sql>SELECT 1</sql>",
                                made + "<sql>DROP TABLE old; ALTER TABLE other ADD c int</sql>"))) {
            assertThat(passedOver(
                            known,
                            doubtful,
                            where("t", "<not><tableExists tableName='t'/></not>"),
                            where("i", "<not><indexExists indexName='i'/></not>"),
                            where("t_pk", "<not><primaryKeyExists primaryKeyName='t_pk'/></not>"),
                            where("old", "<tableExists tableName='old'/>"),
                            where("o", "<indexExists indexName='o'/>"),
                            where("other.c", "<not><columnExists tableName='other' columnName='c'/></not>"),
                            where("other", "<not><tableExists tableName='known'/></not>")))
                    .isEmpty();
        }
    }

    @Test
    void whatIsCommittedIsNotUndone() throws Exception {
        assertThat(passedOver(
                        changeSet(
                                "made",
                                "<sql>CREATE TABLE a (id int); COMMIT; CREATE TABLE b (id int); ROLLBACK</sql>"),
                        changeSet("each", "<sql>CREATE TABLE c (id int); ROLLBACK</sql>")
                                .replace(" id=", " runInTransaction='false' id="),
                        where("a", "<not><tableExists tableName='a'/></not>"),
                        where("b", "<not><tableExists tableName='b'/></not>"),
                        where("c", "<not><tableExists tableName='c'/></not>")))
                .containsExactly("a", "c");
    }

    @Test
    void aChangeSetThatIsForgivenMayNotBeExecuted() throws Exception {
        String executed = "<changeSetExecuted id='ID' author='ann' changeLogFile='changelog.xml'/>";
        assertThat(passedOver(
                        changeSet("sure", "<sql>SELECT 1</sql>"),
                        changeSet("forgiven", "<sql>SELECT 1</sql>").replace(" id=", " failOnError='false' id="),
                        where("after sure", "<not>" + executed.replace("ID", "sure") + "</not>"),
                        where("after forgiven", "<not>" + executed.replace("ID", "forgiven") + "</not>"),
                        where("if forgiven", executed.replace("ID", "forgiven")),
                        where("if never", executed.replace("ID", "never"))))
                .containsExactly("after sure", "if never");
    }
}
