package liquibase.ext.online.lint.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Other;
import liquibase.ext.online.sql.Unreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlReaderTest {
    private final SqlReader reader = Grammar.reader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    alter table "t" add c int            | ALTER TABLE t ADD COLUMN c int
                    ALTER TABLE Public.T ALTER n TYPE int| ALTER TABLE public.t ALTER COLUMN n TYPE int
                    ALTER TABLE t ALTER n SET DATA TYPE int | ALTER TABLE t ALTER COLUMN n TYPE int
                    ALTER TABLE t DROP c RESTRICT        | ALTER TABLE t DROP COLUMN c
                    ALTER TABLE t RENAME a TO b          | ALTER TABLE t RENAME COLUMN a TO b
                    ALTER TABLE t ADD c text DEFAULT 'x' COLLATE "C" | ALTER TABLE t ADD COLUMN c text COLLATE "C" DEFAULT 'x'
                    ALTER TABLE t ADD CHECK (a > 0) NOT VALID NO INHERIT | ALTER TABLE t ADD CHECK (a > 0) NO INHERIT NOT VALID
                    ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r INITIALLY DEFERRED NOT VALID | ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r DEFERRABLE INITIALLY DEFERRED NOT VALID
                    ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r NOT DEFERRABLE INITIALLY IMMEDIATE | ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r
                    ALTER TABLE t ADD c int GENERATED ALWAYS AS (n) | ALTER TABLE t ADD COLUMN c int GENERATED ALWAYS AS (n) VIRTUAL
                    CREATE TEMP TABLE t (a int)          | CREATE TEMPORARY TABLE t (a int)
                    CREATE LOCAL TEMP TABLE t (a int)    | CREATE TEMPORARY TABLE t (a int)
                    CREATE TABLE U&"d!0061t" UESCAPE '!' (a int) | CREATE TABLE dat (a int)
                    CREATE TABLE t (a int, CHECK (a > 0) NOT VALID) | CREATE TABLE t (a int, CHECK (a > 0))
                    CREATE TABLE t (a int UNIQUE NULLS DISTINCT) | CREATE TABLE t (a int UNIQUE)
                    CREATE TABLE t (a int REFERENCES r MATCH SIMPLE) | CREATE TABLE t (a int REFERENCES r)
                    ALTER TABLE t ADD CHECK (a > 0) ENFORCED | ALTER TABLE t ADD CHECK (a > 0)
                    ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r NOT VALID DEFERRABLE | ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES r DEFERRABLE NOT VALID
                    CREATE RECURSIVE VIEW v (n) AS SELECT 1 | CREATE VIEW v (n) AS WITH RECURSIVE v (n) AS (SELECT 1) SELECT n FROM v
                    CREATE INDEX ON t USING btree (a)    | CREATE INDEX ON t (a)
                    LOCK t                               | LOCK TABLE t IN ACCESS EXCLUSIVE MODE
                    TRUNCATE t CONTINUE IDENTITY         | TRUNCATE TABLE t
                    VACUUM (FULL) t                      | VACUUM FULL t
                    SET SESSION lock_timeout TO 5        | SET lock_timeout = 5
                    GRANT SELECT ON t TO bob             | GRANT SELECT ON TABLE t TO bob
                    COMMENT ON TABLE t IS E'a\\\\b'      | COMMENT ON TABLE t IS E'a\\\\b'
                    UPDATE t SET n = n IS DISTINCT FROM 1 | UPDATE t SET n = n IS DISTINCT FROM 1
                    """)
    void readsWhatMeansTheSameAsTheSame(String written, String normal) {
        List<Command> commands = reader.read(written);
        assertThat(commands).singleElement().matches(Command::isUnderstood);
        assertThat(commands.get(0).sql()).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CALL p()", "ALTER TYPE ty ADD ATTRIBUTE a int CASCADE", "SELECT delete_everything(1)"})
    void saysThatItDoesNotUnderstandWhatHasNoRecord(String sql) {
        assertThat(reader.read(sql)).singleElement().matches(command -> !command.isUnderstood());
        assertThat(reader.read(sql)).noneMatch(Unreadable.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE t", "ALTER TABEL t ADD c int", "CREATE INDEX ON t a", "DROP", "hello world"})
    void saysWhereTextIsNoSql(String sql) {
        assertThat(reader.read("SELECT 1; " + sql)).last().isInstanceOfSatisfying(Unreadable.class, found -> {
            assertThat(found.offset()).isBetween(0, sql.length());
            assertThat(found.problem()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE bob SET search_path = s",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO bob",
                "ALTER SYSTEM SET work_mem = '1MB'",
                "ALTER FUNCTION f(int) OWNER TO bob",
                "ALTER VIEW v ALTER COLUMN a SET DEFAULT 1",
                "ALTER FOREIGN TABLE f ADD COLUMN a int",
                "ALTER TYPE ty ADD ATTRIBUTE a int",
                "CREATE ROLE bob LOGIN",
                "CREATE USER MAPPING FOR bob SERVER s",
                "CREATE OR REPLACE AGGREGATE a(int) (SFUNC = f, STYPE = int)",
                "CREATE TEXT SEARCH CONFIGURATION c (COPY = simple)",
                "CREATE PUBLICATION p FOR TABLE a, b",
                "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
                "CREATE FOREIGN TABLE f (a int) SERVER s",
                "SELECT a INTO TEMP x FROM t",
                "DROP ROUTINE f(int)",
                "DROP OPERATOR + (int, int)",
                "DROP USER MAPPING FOR bob SERVER s",
                "DROP OWNED BY bob",
                "REASSIGN OWNED BY bob TO ann",
                "EXPLAIN (ANALYZE, BUFFERS) SELECT 1",
                "EXPLAIN ANALYZE VERBOSE DELETE FROM t",
                "VACUUM",
                "VACUUM (FULL, VERBOSE off) t",
                "VACUUM FREEZE VERBOSE ANALYZE t (a, b)",
                "ANALYZE",
                "ANALYZE VERBOSE t",
                "CLUSTER",
                "CLUSTER VERBOSE t",
                "CLUSTER i ON t",
                "REINDEX (VERBOSE, CONCURRENTLY) TABLE t",
                "UPDATE ONLY t SET n = 1",
                "UPDATE t AS a SET n = 1 FROM r WHERE r.id = a.id",
                "DELETE FROM ONLY t AS a USING r WHERE r.id = a.id RETURNING *",
                "TRUNCATE ONLY t, u RESTART IDENTITY",
                "MERGE INTO t USING r ON t.id = r.id WHEN MATCHED THEN DELETE",
                "COPY t (a, b) FROM STDIN WITH (FORMAT csv)",
                "COPY (SELECT * FROM t) TO STDOUT",
                "SET ROLE bob",
                "SET TIME ZONE 'UTC'",
                "SET SESSION AUTHORIZATION DEFAULT",
                "SET CONSTRAINTS ALL DEFERRED",
                "SET SCHEMA 's'",
                "DISCARD ALL",
                "NOTIFY c, 'x'",
                "PREPARE TRANSACTION 'x'",
                "DEALLOCATE ALL",
                "DECLARE c CURSOR WITH HOLD FOR SELECT * FROM t",
                "COMMENT ON CONSTRAINT c ON DOMAIN d IS 'x'",
                "COMMENT ON TEXT SEARCH CONFIGURATION c IS 'x'",
                "ALTER TABLE db.s.t ADD COLUMN a int",
                "ALTER TABLE t ADD c int, ENABLE RULE r",
                "CREATE TABLE s.t OF ty (PRIMARY KEY (a))",
                "IMPORT FOREIGN SCHEMA s FROM SERVER v INTO x",
                "ALTER TABLE t ADD c int DEFAULT 0x1F CHECK (c < 1_000_000)",
                "ALTER TABLE ALL IN TABLESPACE x OWNED BY bob SET TABLESPACE y NOWAIT",
                "ALTER INDEX ALL IN TABLESPACE x SET TABLESPACE y",
                "ALTER MATERIALIZED VIEW v CLUSTER ON i",
                "ALTER VIEW v RESET (security_barrier)",
                "ALTER FUNCTION s.f SET search_path TO public, pg_temp",
                "ALTER ROUTINE f RESET ALL",
                "COMMENT ON FUNCTION f IS U&'\\0061'",
                "COMMENT ON COLUMN t.a IS 'one'\n'two'",
                "DROP FUNCTION IF EXISTS f(int), g(text) CASCADE",
                "GRANT SELECT (a), UPDATE (a, b) ON t TO bob",
                "CREATE LOCAL TEMPORARY VIEW v AS SELECT 1",
                "MERGE INTO ONLY t USING r ON true WHEN MATCHED THEN DO NOTHING",
                "SELECT * FROM t JOIN r USING (a) AS j",
                "SELECT a, sum(b) FROM t GROUP BY DISTINCT a",
                "SET NAMES 'UTF8'",
                "SELECT JSON_OBJECT('a' VALUE 1), JSON_VALUE(a, '$.x'), a OPERATOR(pg_catalog.+) 1 FROM t",
                "SELECT XMLELEMENT(NAME a, XMLATTRIBUTES(b AS c)), XMLFOREST(a) FROM t",
                "MERGE INTO t USING (SELECT id, a FROM r) AS v (id, a) ON t.id = v.id WHEN MATCHED THEN DELETE",
                "MERGE INTO t USING (VALUES (1)) AS v (id) ON t.id = v.id WHEN MATCHED THEN DELETE",
                "VACUUM (ANALYZE)",
                "ANALYZE t (a), u"
            })
    void understands(String sql) {
        List<Command> commands = reader.read(sql);
        assertThat(commands).singleElement().matches(Command::isUnderstood, "is understood");
        assertThat(reader.read(commands.get(0).sql())).isEqualTo(commands);
    }

    @Test
    void doesNotOverlookATableThatComesWithItsSchema() {
        assertThat(
                        reader.read(
                                "CREATE SCHEMA s AUTHORIZATION bob CREATE TABLE t (a int REFERENCES r)"
                                        + " CREATE VIEW v AS SELECT a FROM t CREATE INDEX i ON t (a) GRANT SELECT ON t TO ann; SELECT 1"))
                .extracting(Command::sql)
                .containsExactly(
                        "CREATE SCHEMA s AUTHORIZATION bob",
                        "CREATE TABLE s.t (a int REFERENCES r)",
                        "CREATE VIEW s.v AS SELECT a FROM s.t",
                        "CREATE INDEX i ON s.t (a)",
                        "GRANT SELECT ON TABLE t TO ann",
                        "SELECT 1");
    }

    @Test
    void givesThePlaceOfAWrongWord() {
        Command command = reader.read("ALTER TABLE t ADD CHECK (a b)").get(0);
        assertThat(command)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        found -> assertThat(found.sql().substring(found.offset()))
                                .startsWith("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'a", "SELECT 1 /* b", "DO $x$ c", "SELECT \"d"})
    void doesNotLoseTextBehindAQuoteThatIsNeverClosed(String sql) {
        assertThat(reader.read("SELECT 1; " + sql + "; DROP TABLE t")).last().isInstanceOf(Unreadable.class);
    }

    @Test
    void findsNothingInEmptyText() {
        assertThat(reader.read(" ;; -- nothing\n /* ; */ ")).isEmpty();
    }

    @Test
    void keepsTheBodyOfAFunctionTogether() {
        assertThat(reader.read("CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;"
                        + " CREATE RULE r AS ON DELETE TO t DO ALSO (SELECT 1; SELECT 2); DROP TABLE t"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TYPE", "DOMAIN", "SEQUENCE", "SCHEMA", "EXTENSION"})
    void readsObjectsThatHoldNoRows(String kind) {
        String rest = kind.equals("DOMAIN") ? "x AS int" : kind.equals("TYPE") ? "x AS ENUM ('a')" : "x";
        String sql = "CREATE " + kind + " " + rest;
        assertThat(reader.read(sql)).singleElement().extracting(Command::sql).isEqualTo(sql);
    }

    @Test
    void otherKeepsItsText() {
        assertThat(reader.read(" EXECUTE x ;")).containsExactly(new Other("EXECUTE x"));
    }
}
