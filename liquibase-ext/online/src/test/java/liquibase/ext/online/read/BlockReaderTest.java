package liquibase.ext.online.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.DoBlock;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockReaderTest {
    private final SqlReader reader = new SqlReader((sql, tokens) -> Optional.empty());

    private Body body(String plpgsql) {
        Command command = reader.read("DO $$ " + plpgsql + " $$").get(0);
        return ((DoBlock) command).body();
    }

    private static List<String> commands(Body body) {
        return body.commands().stream().map(inner -> inner.command().sql()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    BEGIN NULL; END                                                  | ``
                    BEGIN DROP TABLE a; DROP TABLE b; END;                           | DROP TABLE a; DROP TABLE b
                    <<x>> DECLARE a int := 1; b text DEFAULT (SELECT 1); BEGIN END x | SELECT (SELECT 1)
                    DECLARE c CURSOR FOR SELECT * FROM t; BEGIN OPEN c; END          | SELECT * FROM t
                    BEGIN IF a > 1 AND EXISTS (SELECT 1 FROM t) THEN DROP TABLE t; ELSE NULL; END IF; END | SELECT a > 1 AND EXISTS (SELECT 1 FROM t); DROP TABLE t
                    BEGIN IF CASE WHEN a THEN b END THEN DROP TABLE t; END IF; END   | DROP TABLE t
                    BEGIN CASE x WHEN 1 THEN DROP TABLE a; ELSE DROP TABLE b; END CASE; END | DROP TABLE a; DROP TABLE b
                    BEGIN FOR i IN 1..10 LOOP DELETE FROM t WHERE id = i; END LOOP; END | DELETE FROM t WHERE id = i
                    BEGIN FOR r IN SELECT * FROM t LOOP NULL; END LOOP; END          | SELECT * FROM t
                    BEGIN WHILE a < 3 LOOP a := a + 1; END LOOP; END                 | ``
                    BEGIN FOREACH x IN ARRAY ARRAY[1] LOOP TRUNCATE TABLE t; END LOOP; END | TRUNCATE TABLE t
                    BEGIN PERFORM 1 FROM t; END                                      | SELECT 1 FROM t
                    BEGIN SELECT a, b INTO STRICT x, r.y FROM t; END                 | SELECT a, b FROM t
                    BEGIN INSERT INTO t (a) VALUES (v) RETURNING id INTO v; END      | INSERT INTO t (a) VALUES (v) RETURNING id
                    BEGIN v := (SELECT max(a) FROM t); r.f = 2; a[1] := 3; END       | SELECT (SELECT max(a) FROM t)
                    BEGIN EXECUTE 'DROP TABLE ' || 't'; EXECUTE format('DROP TABLE u'); END | DROP TABLE t; DROP TABLE u
                    BEGIN EXECUTE 'UPDATE t SET a = $1' USING 5; END                 | UPDATE t SET a = $1
                    BEGIN RETURN QUERY SELECT * FROM t; RETURN NEXT a; RETURN; END   | SELECT * FROM t
                    BEGIN BEGIN DROP TABLE t; EXCEPTION WHEN undefined_table OR others THEN NULL; END; END | DROP TABLE t
                    BEGIN COMMIT; END                                                | COMMIT
                    BEGIN RAISE NOTICE 'x %', a; GET DIAGNOSTICS n = ROW_COUNT; EXIT WHEN a; END | ``
                    BEGIN EXECUTE 'DO $x$ BEGIN DROP TABLE t; END $x$'; END          | DO $x$ BEGIN DROP TABLE t; END $x$
                    """)
    void findsTheCommands(String plpgsql, String expected) {
        Body body = body(plpgsql);
        assertThat(body.unseen()).isEmpty();
        assertThat(commands(body)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split("; (?!END)", -1)));
        assertThat(body.commands()).allMatch(inner -> inner.command().isUnderstood());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN EXECUTE 'DROP TABLE ' || name; END",
                "BEGIN EXECUTE format('DROP TABLE %I', name); END",
                "BEGIN FOR r IN EXECUTE q LOOP NULL; END LOOP; END",
                "BEGIN RETURN QUERY EXECUTE q; END",
                "BEGIN IF a THEN DROP TABLE t; END",
                "BEGIN DROP TABLE t",
                "BEGIN END IF; END",
                "hello",
                "BEGIN PERFORM f(); END",
                "BEGIN v := f(1); END",
                "BEGIN DROP TABEL t; END"
            })
    void saysWhatItCannotSee(String plpgsql) {
        DoBlock block = (DoBlock) reader.read("DO $$ " + plpgsql + " $$").get(0);
        assertThat(block.notUnderstood(Known.NOTHING)).isPresent();
        assertThat(block.footprint(PgVersion.NEWEST, Known.NOTHING).isBlocking())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    EXECUTE 'create index i_' || i || ' on t (a)'                              | CREATE INDEX ON t (a)
                    EXECUTE format('CREATE INDEX %I ON t (%s) WHERE a = %L', n, c, v)           | CREATE INDEX ON t (run_time_value) WHERE a = 'run_time_value'
                    EXECUTE 'CREATE TABLE p_' || i || ' PARTITION OF t FOR VALUES IN (' || quote_literal(v) || ')' | CREATE TABLE p_run_time_value PARTITION OF t FOR VALUES IN ('run_time_value')
                    EXECUTE 'analyze ' || n                                                    | ANALYZE
                    EXECUTE 'UPDATE t SET a = ' || v || ' WHERE id = ' || r.id                  | UPDATE t SET a = run_time_value WHERE id = run_time_value
                    EXECUTE 'ALTER TABLE t ADD CONSTRAINT ' || n || ' CHECK (a > 0)'            | ALTER TABLE t ADD CHECK (a > 0)
                    EXECUTE 'ALTER TABLE t DROP CONSTRAINT ' || n                               | ALTER TABLE t DROP CONSTRAINT (found at run time)
                    SELECT c INTO STRICT n FROM k WHERE t = 'PRIMARY KEY'; EXECUTE 'alter table null.t drop constraint "' || n || '"' | SELECT c FROM k WHERE t = 'PRIMARY KEY'; ALTER TABLE t DROP CONSTRAINT (PRIMARY KEY, found at run time)
                    """)
    void readsWhatIsPutTogetherOfConstantsAndValues(String plpgsql, String expected) {
        Body body = body("BEGIN " + plpgsql + "; END");
        assertThat(body.unseen()).isEmpty();
        assertThat(commands(body)).isEqualTo(List.of(expected.split("; ", -1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXECUTE 'ALTER TABLE ' || n || ' ADD CHECK (a > 0)'",
                "EXECUTE 'ALTER TABLE t_' || n || ' DROP CONSTRAINT k'",
                "EXECUTE 'CREATE INDEX i ON ' || n || ' (a)'",
                "EXECUTE 'ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES ' || n",
                "EXECUTE 'ALTER TABLE t ' || n",
                "EXECUTE 'SELECT ' || n || '()'",
                "EXECUTE 'INSERT INTO t SELECT * FROM ' || n",
                "EXECUTE format('ALTER %s t ADD CHECK (a > 0)', n)",
                "EXECUTE 'TRUNCATE t' || n",
                "EXECUTE n || ' ON t (a)'"
            })
    void doesNotGuessWhatAValueTouches(String plpgsql) {
        assertThat(body("BEGIN " + plpgsql + "; END").unseen()).isNotEmpty();
    }

    @Test
    void tellsWhereACommandStandsAndUnderWhat() {
        String sql =
                "DO LANGUAGE plpgsql $x$ BEGIN IF a THEN LOOP DROP TABLE t; END LOOP; END IF; DROP TABLE u; END $x$";
        Body body = ((DoBlock) reader.read("SELECT 1; " + sql).get(1)).body();
        Body.Inner first = body.commands().get(0);
        assertThat(sql.substring(first.start(), first.end())).isEqualTo("DROP TABLE t");
        assertThat(first.conditional() && first.repeated()).isTrue();
        Body.Inner second = body.commands().get(1);
        assertThat(second.conditional() || second.repeated()).isFalse();
    }

    @Test
    void joinsWhatTheCommandsDo() {
        Command block = reader.read("DO 'BEGIN ALTER TABLE t ADD c int; UPDATE u SET a = ''x''; END'")
                .get(0);
        assertThat(block.footprint(PgVersion.NEWEST, Known.NOTHING).tables()).hasSize(2);
        assertThat(block.footprint(PgVersion.NEWEST, Known.NOTHING).locksThatStopWrites())
                .containsEntry("t", LockMode.ACCESS_EXCLUSIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plpython3u", "plperl", "c"})
    void saysThatItReadsNoOtherLanguage(String language) {
        assertThat(reader.read("DO LANGUAGE " + language + " 'x'").get(0).notUnderstood(Known.NOTHING))
                .hasValueSatisfying(reason -> assertThat(reason).contains(language));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    f(a int) RETURNS int LANGUAGE sql AS $$ SELECT 1; DELETE FROM t $$                  | SELECT 1; DELETE FROM t
                    f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; DELETE FROM t; END              | SELECT 1; DELETE FROM t
                    f(a int) RETURNS int RETURN a + 1                                                   | SELECT a + 1
                    f() RETURNS trigger AS $b$ BEGIN DELETE FROM t; RETURN NEW; END $b$ LANGUAGE plpgsql | DELETE FROM t
                    f() RETURNS trigger LANGUAGE 'plpgsql' AS 'BEGIN DELETE FROM t; END'                | DELETE FROM t
                    """)
    void readsTheBodyOfAFunction(String definition, String expected) {
        Body body = new BlockReader(reader).read(new CreateFunction(false, false, definition));
        assertThat(commands(body)).isEqualTo(List.of(expected.split("; ", -1)));
        assertThat(body.unseen()).isEmpty();
    }

    @Test
    void judgesACallByTheBodyThatIsKnown() {
        CreateFunction function = (CreateFunction) reader.read(
                        "CREATE FUNCTION s.f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN TRUNCATE t; PERFORM s.f(); END $$")
                .get(0);
        Body body = new BlockReader(reader).read(function);
        assertThat(BlockReader.nameOf(function)).contains("s.f");
        Known known = new Known() {
            @Override
            public Optional<Body> bodyOf(String name) {
                return name.equals("s.f") ? Optional.of(body) : Optional.empty();
            }
        };
        Command call = reader.read("SELECT s.f()").get(0);
        assertThat(call.notUnderstood(Known.NOTHING)).hasValue("calls s.f(), whose body is not known");
        assertThat(call.notUnderstood(known)).isEmpty();
        assertThat(call.footprint(PgVersion.NEWEST, known).tables()).containsOnlyKeys("t");
        assertThat(reader.read("CALL s.g()").get(0).notUnderstood(known)).isPresent();
    }
}
