package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.lint.Linter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The linter passes over those changeSets that Liquibase marks as run without running them, and over no others. */
@Tag("liquibase")
class PreconditionsIT {
    private static final String NOTHING = "<sql>SELECT 1</sql>";

    private static final String SCHEMA = """
            CREATE SCHEMA app;
            CREATE TABLE t (id int CONSTRAINT t_pk PRIMARY KEY, a int, b int, "Mixed" int, s serial,
                CONSTRAINT t_ab UNIQUE (a, b), CONSTRAINT t_check CHECK (a > 0));
            CREATE TABLE "Mixed" (id int, CONSTRAINT "Mixed_PK" PRIMARY KEY (id));
            CREATE TABLE ref (id int, t int, CONSTRAINT ref_t FOREIGN KEY (t) REFERENCES t (id));
            CREATE INDEX t_b_a ON t (b, a);
            CREATE INDEX ref_i ON ref (id, t);
            CREATE UNIQUE INDEX t_unique ON t (b);
            CREATE INDEX t_expression ON t (abs(a));
            CREATE TABLE p (id int, d date, PRIMARY KEY (id, d)) PARTITION BY RANGE (d);
            CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            CREATE UNLOGGED TABLE u (id int);
            CREATE VIEW v AS SELECT id FROM t;
            CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
            CREATE INDEX m_id ON m (id);
            CREATE SEQUENCE q;
            CREATE TABLE app.other (id int PRIMARY KEY, CONSTRAINT other_t FOREIGN KEY (id) REFERENCES t (id));
            CREATE TABLE gone (id int, CONSTRAINT gone_t FOREIGN KEY (id) REFERENCES t (id));
            CREATE INDEX gone_i ON gone (id);
            DROP TABLE gone;
            ALTER TABLE u RENAME TO u2;
            ALTER TABLE u2 ADD carried int;
            CREATE INDEX u2_carries ON u2 (id) INCLUDE (carried);
            """;

    private static final List<String> CONDITIONS = List.of(
            "<tableExists tableName='t'/>",
            "<tableExists tableName='T'/>",
            "<tableExists tableName='Mixed'/>",
            "<tableExists tableName='mixed'/>",
            "<tableExists tableName='p'/>",
            "<tableExists tableName='p1'/>",
            "<tableExists tableName='u'/>",
            "<tableExists tableName='u2'/>",
            "<tableExists tableName='v'/>",
            "<tableExists tableName='m'/>",
            "<tableExists tableName='q'/>",
            "<tableExists tableName='gone'/>",
            "<tableExists schemaName='app' tableName='other'/>",
            "<tableExists schemaName='APP' tableName='OTHER'/>",
            "<tableExists schemaName='public' tableName='t'/>",
            "<viewExists viewName='v'/>",
            "<viewExists viewName='V'/>",
            "<viewExists viewName='m'/>",
            "<viewExists viewName='t'/>",
            "<sequenceExists sequenceName='q'/>",
            "<sequenceExists sequenceName='Q'/>",
            "<sequenceExists sequenceName='t_s_seq'/>",
            "<sequenceExists sequenceName='t'/>",
            "<columnExists tableName='t' columnName='a'/>",
            "<columnExists tableName='T' columnName='A'/>",
            "<columnExists tableName='t' columnName='mixed'/>",
            "<columnExists tableName='t' columnName='none'/>",
            "<columnExists tableName='p1' columnName='d'/>",
            "<columnExists tableName='gone' columnName='id'/>",
            "<columnExists schemaName='app' tableName='other' columnName='id'/>",
            "<indexExists indexName='t_b_a'/>",
            "<indexExists indexName='T_B_A'/>",
            "<indexExists indexName='t_unique'/>",
            "<indexExists indexName='t_ab'/>",
            "<indexExists indexName='t_pk'/>",
            "<indexExists indexName='m_id'/>",
            "<indexExists indexName='gone_i'/>",
            "<indexExists indexName='t_b_a' tableName='t'/>",
            "<indexExists indexName='t_b_a' tableName='ref'/>",
            "<indexExists indexName='t_b_a' tableName='t' columnNames='b,a'/>",
            "<indexExists indexName='t_b_a' tableName='t' columnNames='b, a'/>",
            "<indexExists indexName='t_b_a' tableName='t' columnNames='none'/>",
            "<indexExists tableName='t' columnNames='b,a'/>",
            "<indexExists tableName='u2' columnNames='id'/>",
            "<indexExists tableName='ref' columnNames='t,id'/>",
            "<indexExists tableName='ref' columnNames='id,t'/>",
            "<indexExists tableName='t' columnNames='id'/>",
            "<indexExists tableName='t' columnNames='B'/>",
            "<indexExists tableName='ref' columnNames='id'/>",
            "<primaryKeyExists tableName='t'/>",
            "<primaryKeyExists tableName='T'/>",
            "<primaryKeyExists tableName='ref'/>",
            "<not><primaryKeyExists tableName='Ref'/></not>",
            "<primaryKeyExists tableName='t' primaryKeyName='T_PK'/>",
            "<primaryKeyExists tableName='t' primaryKeyName='p_pkey'/>",
            "<primaryKeyExists primaryKeyName='t_pk'/>",
            "<primaryKeyExists primaryKeyName='t_ab'/>",
            "<primaryKeyExists tableName='p'/>",
            "<primaryKeyExists tableName='p1'/>",
            "<primaryKeyExists schemaName='app' tableName='other'/>",
            "<primaryKeyExists tableName='gone'/>",
            "<foreignKeyConstraintExists foreignKeyName='ref_t'/>",
            "<foreignKeyConstraintExists foreignKeyName='REF_T'/>",
            "<foreignKeyConstraintExists foreignKeyName='t_check'/>",
            "<foreignKeyConstraintExists foreignKeyName='gone_t'/>",
            "<foreignKeyConstraintExists foreignKeyTableName='ref' foreignKeyName='ref_t'/>",
            "<foreignKeyConstraintExists foreignKeyTableName='t' foreignKeyName='ref_t'/>",
            "<foreignKeyConstraintExists schemaName='app' foreignKeyTableName='other' foreignKeyName='other_t'/>",
            "<uniqueConstraintExists tableName='t' constraintName='t_ab'/>",
            "<uniqueConstraintExists tableName='t' constraintName='T_AB'/>",
            "<uniqueConstraintExists tableName='t' columnNames='a,b'/>",
            "<uniqueConstraintExists tableName='t' columnNames='a, b'/>",
            "<uniqueConstraintExists tableName='t' columnNames='b,a'/>",
            "<uniqueConstraintExists tableName='t' columnNames='b'/>",
            "<uniqueConstraintExists tableName='t' constraintName='t_unique'/>",
            "<uniqueConstraintExists tableName='ref' constraintName='t_ab'/>",
            "<uniqueConstraintExists tableName='gone' constraintName='t_ab'/>",
            "<not><uniqueConstraintExists tableName='t' columnNames='id'/></not>",
            "<uniqueConstraintExists tableName='t' constraintName='t_pk'/>",
            "<indexExists tableName='u2' columnNames='id,carried'/>",
            "<changeLogPropertyDefined property='given'/>",
            "<changeLogPropertyDefined property='given' value='yes'/>",
            "<changeLogPropertyDefined property='given' value='no'/>",
            "<changeLogPropertyDefined property='empty'/>",
            "<changeLogPropertyDefined property='forOracle'/>",
            "<changeLogPropertyDefined property='none'/>",
            "<dbms type='postgresql'/>",
            "<dbms type='oracle, PostgreSQL'/>",
            "<dbms type='oracle'/>",
            "<dbms type='all'/>",
            "<dbms type='none'/>",
            "<dbms type='!h2,oracle'/>",
            "<dbms type='!postgresql'/>",
            "<not><tableExists tableName='gone'/><tableExists tableName='t'/></not>",
            "<not><tableExists tableName='gone'/><viewExists viewName='gone'/></not>",
            "<not/>",
            "<or/>",
            "<and/>",
            "<or><tableExists tableName='gone'/><tableExists tableName='t'/></or>",
            "<and><tableExists tableName='gone'/><tableExists tableName='t'/></and>",
            "<not><sqlCheck expectedResult='1'>SELECT random()</sqlCheck><tableExists tableName='t'/></not>",
            "<sqlCheck expectedResult='1'>SELECT 0</sqlCheck>",
            "<sqlCheck expectedResult='1'>select 1;</sqlCheck>",
            "<sqlCheck expectedResult='t'>SELECT true</sqlCheck>",
            "<sqlCheck expectedResult='true'>SELECT true</sqlCheck>",
            "<sqlCheck expectedResult='it&apos;s'>SELECT 'it''s'</sqlCheck>",
            "<sqlCheck expectedResult='t'>SELECT 'a' = 'b'</sqlCheck>",
            "<sqlCheck expectedResult='1'>SELECT count(*) FROM pg_roles WHERE '${empty}' &lt;&gt; ''</sqlCheck>",
            "<sqlCheck expectedResult='0'>SELECT COUNT(*) FROM pg_class c WHERE c.relname = 't' AND 1 = 2</sqlCheck>",
            "<not><sqlCheck expectedResult='0'>SELECT count(*) FROM pg_class WHERE CASE WHEN relname = 't' AND 1 = 2 THEN true"
                    + " ELSE true END</sqlCheck></not>",
            "<not><sqlCheck expectedResult='0'>SELECT count(*) FROM pg_class WHERE relhasindex BETWEEN false AND false"
                    + "</sqlCheck></not>",
            "<tableExists tableName='DATABASECHANGELOG'/>",
            "<not><tableExists tableName='databasechangelog'/></not>",
            "<not><tableExists tableName='databasechangeloglock'/></not>",
            "<columnExists tableName='databasechangelog' columnName='labels'/>",
            "<changeSetExecuted id='schema' author='ann' changeLogFile='changelog.xml'/>",
            "<changeSetExecuted id='passed over' author='ann' changeLogFile='changelog.xml'/>",
            "<changeSetExecuted id='not now' author='ann' changeLogFile='changelog.xml'/>",
            "<changeSetExecuted id='none' author='ann' changeLogFile='changelog.xml'/>",
            "<changeSetExecuted id='schema' author='ann' changeLogFile='Changelog.xml'/>",
            "<changeSetExecuted id='schema' author='ann'/>");

    /**
     * Found or not, by the line of Liquibase: 5.0.4 finds the table where 4.33.0 looks for the name as it is written.
     * What the linter cannot be certain of does run.
     */
    private static final List<String> OTHERWISE_WRITTEN = List.of(
            "<tableExists tableName='Ref'/>",
            "<indexExists indexName='T_b_a' tableName='t'/>",
            "<indexExists indexName='T_b_a'/>",
            "<uniqueConstraintExists tableName='t' constraintName='T_ab'/>",
            "<foreignKeyConstraintExists foreignKeyTableName='Ref' foreignKeyName='ref_t'/>");

    @TempDir
    Path folder;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"shop", "Shop"})
    void aChangeSetIsPassedOverWhereLiquibaseDoes(@Nullable String defaultSchema) throws Exception {
        StringBuilder changelog = new StringBuilder("""
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                <property name="given" value="yes"/>
                <property name="empty" value=""/>
                <property name="forOracle" value="yes" dbms="oracle"/>
                """);
        changelog.append(changeSet("schema", "", "<sql>" + SCHEMA + "</sql>"));
        changelog.append(changeSet("passed over", conditions("MARK_RAN", "<or/>"), NOTHING));
        changelog.append(changeSet("not now", conditions("CONTINUE", "<or/>"), NOTHING));
        CONDITIONS.forEach(
                condition -> changelog.append(changeSet(named(condition), conditions("MARK_RAN", condition), NOTHING)));
        List<String> uncertain = OTHERWISE_WRITTEN.stream()
                .flatMap(condition -> Stream.of(condition, "<not>" + condition + "</not>"))
                .toList();
        uncertain.forEach(
                condition -> changelog.append(changeSet(named(condition), conditions("MARK_RAN", condition), NOTHING)));
        Files.writeString(folder.resolve("changelog.xml"), changelog + "</databaseChangeLog>\n");

        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            if (defaultSchema != null) {
                database.run("CREATE SCHEMA \"" + defaultSchema + '"');
            }
            new LiquibaseUpdate(database, folder, "changelog.xml")
                    .inSchema(defaultSchema)
                    .run();
            List<String> certain =
                    new ArrayList<>(passedOver(database, defaultSchema == null ? "public" : defaultSchema));
            certain.removeAll(uncertain.stream().map(PreconditionsIT::named).toList());
            List<String> judged = passedOverByTheLinter(defaultSchema);
            if ("Shop".equals(defaultSchema)) {
                assertThat(certain).containsAll(judged);
            } else {
                assertThat(judged).containsExactlyElementsOf(certain);
            }
        }
    }

    private List<String> passedOverByTheLinter(@Nullable String defaultSchema) throws Exception {
        return Linter.changelog("changelog.xml")
                .searchPath(folder.toString())
                .defaultSchemaName(defaultSchema)
                .lint()
                .changeSets()
                .stream()
                .filter(verdict -> verdict.skipped() != null)
                .map(verdict -> verdict.changeSet().id())
                .filter(id -> !id.equals("not now"))
                .toList();
    }

    private static List<String> passedOver(TestDatabase database, String schema) throws SQLException {
        List<String> passedOver = new ArrayList<>();
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery("""
                        SELECT id FROM "%s".databasechangelog WHERE exectype = 'MARK_RAN' ORDER BY orderexecuted
                        """.formatted(schema))) {
            while (rows.next()) {
                passedOver.add(rows.getString(1));
            }
        }
        return passedOver;
    }

    private static String conditions(String onFail, String condition) {
        return "<preConditions onFail=\"" + onFail + "\">" + condition + "</preConditions>";
    }

    private static String changeSet(String id, String conditions, String change) {
        return "<changeSet author=\"ann\" id=\"" + id + "\">" + conditions + change + "</changeSet>\n";
    }

    /** The id of a condition's changeSet. */
    private static String named(String condition) {
        return condition.replace('<', '[').replace("'", "").replace("&", "+");
    }
}
