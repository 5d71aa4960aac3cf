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
    @ValueSource(
            strings = {
                "CALL p()",
                "ALTER TABLE t ADD UNIQUE (a) WITH (fillfactor = 70)",
                "ALTER TABLE t ADD COLUMN c int STORAGE PLAIN",
                "ALTER TYPE ty ADD ATTRIBUTE a int CASCADE",
                "SELECT delete_everything(1)"
            })
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
                "ALTER EXTENSION hstore UPDATE",
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
                "IMPORT FOREIGN SCHEMA s FROM SERVER v INTO x"
            })
    void understands(String sql) {
        List<Command> commands = reader.read(sql);
        assertThat(commands).singleElement().matches(Command::isUnderstood, "is understood");
        assertThat(reader.read(commands.get(0).sql())).isEqualTo(commands);
    }

    @Test
    void doesNotOverlookATableThatComesWithItsSchema() {
        assertThat(reader.read("CREATE SCHEMA s CREATE TABLE t (a int REFERENCES r)"))
                .noneMatch(Command::isUnderstood);
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
