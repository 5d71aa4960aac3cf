package liquibase.ext.online.lint.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.sql.Dependent;
import liquibase.ext.online.sql.Other;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import org.junit.jupiter.api.Test;

/** What the questions of a footprint are answered with; {@code ReplayedCatalogIT} compares the whole with servers. */
class CatalogTest {
    private static final QualifiedName T = QualifiedName.of("t");
    private static final QualifiedName R = QualifiedName.of("r");

    private final Catalog catalog = new Catalog(PgVersion.NEWEST);

    @Test
    void namesWithAndWithoutSchemaAreTheSameTable() {
        run("CREATE TABLE \"Big\" (id int); CREATE TABLE Public.T (a int, \"B\" text)");
        assertThat(catalog.exists(T)).isTrue();
        assertThat(catalog.exists(new QualifiedName("public", "t"))).isTrue();
        assertThat(catalog.exists(QualifiedName.of("big"))).isFalse();
        assertThat(catalog.typeOf(new QualifiedName("public", "t"), "B")).contains("text");
        assertThat(catalog.shown(new QualifiedName("public", "t"))).isEqualTo(T);
        assertThat(catalog.resolve(QualifiedName.of("x"))).isEqualTo(new QualifiedName("public", "x"));
    }

    @Test
    void searchPathDecidesWhereNamesAre() {
        run("CREATE SCHEMA s; CREATE TABLE t (a int); SET search_path = s, public; CREATE TABLE t (b int)");
        assertThat(catalog.typeOf(T, "b")).contains("int");
        assertThat(catalog.typeOf(new QualifiedName("public", "t"), "a")).contains("int");
        assertThat(catalog.shown(new QualifiedName("public", "t"))).isEqualTo(new QualifiedName("public", "t"));
        run("SET LOCAL search_path TO public");
        assertThat(catalog.typeOf(T, "a")).contains("int");
        run("SET search_path = s; SET LOCAL search_path TO public");
        catalog.beginChangeSet(false, true);
        assertThat(catalog.typeOf(T, "a")).as("Liquibase puts public before s").contains("int");
        run("DROP TABLE public.t");
        assertThat(catalog.typeOf(T, "b")).contains("int");
    }

    @Test
    void newIsWhatThisChangeSetOrAnUnreleasedOneMade() {
        catalog.beginChangeSet(false, true);
        run("CREATE TABLE t (a int)");
        assertThat(catalog.isNew(T)).isTrue();
        assertThat(catalog.isEmpty(T)).isTrue();
        catalog.beginChangeSet(true, true);
        assertThat(catalog.isNew(T)).isFalse();
        assertThat(catalog.isEmpty(T)).isFalse();
        run("CREATE TABLE r (a int)");
        catalog.beginChangeSet(false, true);
        assertThat(catalog.isMadeHere(R)).isFalse();
        assertThat(catalog.isNew(R)).isTrue();
        run("INSERT INTO r VALUES (1)");
        assertThat(catalog.isEmpty(R)).isFalse();
    }

    @Test
    void aTemporaryTableNeverExistsAndHidesTheOther() {
        run("CREATE TABLE t (a int)");
        catalog.beginChangeSet(false, true);
        run("CREATE TEMP TABLE t (b int)");
        assertThat(catalog.exists(T)).isFalse();
        assertThat(catalog.isMadeHere(T)).isTrue();
        run("DROP TABLE t");
        assertThat(catalog.exists(T)).isTrue();
    }

    @Test
    void foreignKeysFollowRenamesInBothDirections() {
        run("CREATE TABLE r (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, ref int REFERENCES r)");
        run("ALTER TABLE r RENAME TO q; ALTER TABLE q RENAME COLUMN id TO key; ALTER TABLE t RENAME TO u");
        assertThat(catalog.linkedBy(QualifiedName.of("q"), "key")).containsExactly(QualifiedName.of("u"));
        assertThat(catalog.linkedBy(QualifiedName.of("u"), "ref")).containsExactly(QualifiedName.of("q"));
        assertThat(catalog.referencedBy(QualifiedName.of("u"), "t_ref_fkey")).contains(QualifiedName.of("q"));
        run("DROP TABLE q CASCADE");
        assertThat(catalog.referencedTables(QualifiedName.of("u"))).isEmpty();
        assertThat(catalog.table(QualifiedName.of("u")).orElseThrow().constraint("t_ref_fkey"))
                .isEmpty();
    }

    @Test
    void dependentsOfAColumnAreItsIndexesAndChecks() {
        run("CREATE TABLE t (a int, b int, c text CHECK (c <> ''), d int)");
        run("CREATE INDEX ON t (a) WHERE b > 0; CREATE INDEX ON t (lower(c))");
        assertThat(catalog.dependents(T, "a")).containsExactly(Dependent.INDEX);
        assertThat(catalog.dependents(T, "b")).containsExactly(Dependent.INDEX_EXPRESSION);
        assertThat(catalog.dependents(T, "c")).isEqualTo(Set.of(Dependent.INDEX_EXPRESSION, Dependent.CHECK));
        assertThat(catalog.dependents(T, "d")).isEmpty();
        assertThat(catalog.dependents(QualifiedName.of("unknown"), "d")).hasSize(3);
    }

    @Test
    void onlyAChainOfAndsProvesNotNull() {
        run("CREATE TABLE t (a int, CONSTRAINT k CHECK (a > 0 AND (a) IS NOT NULL))");
        assertThat(catalog.provesNotNull(T, "a")).isTrue();
        run("ALTER TABLE t DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (a IS NOT NULL OR a > 0)");
        assertThat(catalog.provesNotNull(T, "a")).isFalse();
        run("ALTER TABLE t DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (a IS NOT NULL) NOT VALID");
        assertThat(catalog.provesNotNull(T, "a")).isFalse();
        run("ALTER TABLE t VALIDATE CONSTRAINT k");
        assertThat(catalog.provesNotNull(T, "a")).isTrue();
    }

    @Test
    void ofARowIsNotNullSpeaksOfItsFields() {
        run(
                "CREATE TYPE pair AS (x int, y int); CREATE DOMAIN pairs AS pair; CREATE DOMAIN id AS int; CREATE TABLE r (x int)");
        run(
                "CREATE TABLE t (a pair CHECK (a IS NOT NULL), b pairs CHECK (b IS NOT NULL), c r CHECK (c IS NOT NULL),"
                        + " d pair CHECK (d IS DISTINCT FROM NULL), e id CHECK (e IS NOT NULL), f pair[] CHECK (f IS NOT NULL))");
        assertThat(Stream.of("a", "b", "c", "d", "e", "f").filter(column -> catalog.provesNotNull(T, column)))
                .containsExactly("d", "e", "f");
    }

    @Test
    void whatWasNotReadSpoilsOnlyWhatItCanName() {
        run("CREATE TABLE t (a int); CREATE TABLE r (a int)");
        run("SELECT unknown_function('t', 1)");
        assertThat(catalog.isComplete(T)).isFalse();
        assertThat(catalog.isComplete(R)).isTrue();
        assertThat(catalog.isClosed(T)).isFalse();
        assertThat(catalog.isClosed(QualifiedName.of("other"))).isTrue();
        run("DO $$ DECLARE i int; BEGIN FOR i IN 1..3 LOOP EXECUTE 'DROP TABLE part_' || i; END LOOP; END $$");
        assertThat(catalog.isComplete(R)).isTrue();
        assertThat(catalog.isClosed(QualifiedName.of("part_2"))).isFalse();
        assertThat(catalog.isClosed(QualifiedName.of("other"))).isTrue();
    }

    @Test
    void aTableWhoseNameIsOnlyKnownAtRunTimeIsNotMadeUp() {
        run("DO $$ DECLARE i int; BEGIN FOR i IN 1..3 LOOP EXECUTE 'CREATE TABLE part' || i || ' (a int)';"
                + " EXECUTE format('CREATE TABLE %I (a int)', 'x' || i); END LOOP; END $$");
        assertThat(catalog.snapshot().tables()).isEmpty();
        assertThat(catalog.isClosed(QualifiedName.of("part2"))).isFalse();
        assertThat(catalog.isClosed(QualifiedName.of("other"))).isTrue();
    }

    @Test
    void whatOnlyTakesAwayAddsNothingUnknown() {
        run("CREATE TABLE t (a int)");
        run("DO $$ DECLARE c text; BEGIN SELECT conname INTO c FROM pg_constraint;"
                + " EXECUTE 'ALTER TABLE t DROP CONSTRAINT ' || c; END $$");
        assertThat(catalog.isComplete(T)).isTrue();
    }

    @Test
    void whatAsksTheCatalogForItsTablesCanNameAny() {
        run("CREATE TABLE t (a int)");
        run("DO $$ DECLARE n text; BEGIN FOR n IN SELECT tablename FROM pg_tables LOOP"
                + " EXECUTE 'ALTER TABLE ' || n || ' ADD COLUMN b int UNIQUE'; END LOOP; END $$");
        assertThat(catalog.isComplete(T)).isFalse();
        assertThat(catalog.isClosed(QualifiedName.of("other"))).isFalse();
        run("CREATE TABLE r (a int)");
        assertThat(catalog.isComplete(R)).isTrue();
    }

    @Test
    void aCreateThatWasNotReadMakesSomethingNew() {
        catalog.beginChangeSet(false, true);
        for (String sql : List.of(
                "CREATE TABLE t OUT OF this world",
                "CREATE GLOBAL TEMPORARY TABLE passing OF another kind",
                "CREATE MATERIALIZED VIEW IF NOT EXISTS s.seen ONCE",
                "CREATE OR REPLACE TEMP VIEW glance AT it")) {
            catalog.apply(new Other(sql));
        }
        assertThat(catalog.isNew(T)).isTrue();
        assertThat(catalog.isComplete(T)).isFalse();
        assertThat(catalog.isEmpty(T)).isFalse();
        assertThat(catalog.isNew(QualifiedName.of("passing"))).isTrue();
        assertThat(catalog.view(new QualifiedName("s", "seen"))).isPresent();
        assertThat(catalog.view(QualifiedName.of("glance"))).isPresent();
        catalog.beginChangeSet(false, true);
        assertThat(catalog.isNew(T)).isFalse();
    }

    @Test
    void anAlterTableThatWasNotReadSpoilsItsTable() {
        run("CREATE TABLE t (a int); CREATE TABLE r (a int)");
        catalog.apply(new Other("ALTER TABLE t ADD something odd"));
        assertThat(catalog.isComplete(T)).isFalse();
        assertThat(catalog.isComplete(R)).isTrue();
    }

    @Test
    void aSchemaThatIsRenamedTakesItsTablesAlong() {
        run("CREATE TABLE s.t (a int PRIMARY KEY); ALTER SCHEMA s RENAME TO n");
        assertThat(catalog.exists(new QualifiedName("n", "t"))).isTrue();
        assertThat(catalog.exists(new QualifiedName("s", "t"))).isFalse();
        assertThat(catalog.isComplete(new QualifiedName("n", "t"))).isTrue();
    }

    @Test
    void whatCannotRunIsTakenAsFarAsItGoes() {
        run("ALTER TABLE gone ADD COLUMN a int, DROP CONSTRAINT k, ALTER COLUMN b SET NOT NULL, RENAME TO there");
        run(
                "ALTER TABLE gone2 VALIDATE CONSTRAINT k; DROP TABLE gone3; DROP INDEX gone4; ALTER TABLE gone5 DROP COLUMN a");
        run(
                "ALTER TYPE gone6 ADD VALUE 'x'; DROP VIEW gone7; CREATE INDEX ON gone8 (a); CREATE TABLE p PARTITION OF gone9 DEFAULT");
        assertThat(catalog.exists(QualifiedName.of("gone"))).isFalse();
        assertThat(catalog.typeOf(QualifiedName.of("gone8"), "a")).isEmpty();
    }

    @Test
    void dropsTheConstraintThatABlockLooksFor() {
        run("CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE, b int UNIQUE)");
        run(drop("PRIMARY KEY"));
        assertThat(catalog.table(T).orElseThrow().primaryKey()).isEmpty();
        assertThat(catalog.isComplete(T)).isTrue();
        run(drop("UNIQUE"));
        assertThat(catalog.isComplete(T)).isFalse();
    }

    private static String drop(String kind) {
        return "DO $$ DECLARE n varchar; BEGIN SELECT constraint_name INTO n FROM information_schema.table_constraints WHERE"
                + " constraint_type = '" + kind
                + "'; EXECUTE 'alter table null.t drop constraint \"' || n || '\"'; END $$";
    }

    @Test
    void aSchemaBringsItsTablesAlong() {
        run("CREATE SCHEMA s CREATE TABLE t (a int) CREATE INDEX i ON t (a); CREATE TABLE t (b int)");
        assertThat(catalog.typeOf(new QualifiedName("s", "t"), "a")).contains("int");
        assertThat(catalog.tableOf(new QualifiedName("s", "i"))).contains(new QualifiedName("s", "t"));
        assertThat(catalog.typeOf(T, "b")).contains("int");
    }

    @Test
    void aTableThatWasNeverMadeIsKnownAsFarAsCommandsTell() {
        run("ALTER TABLE t ADD CONSTRAINT k CHECK (a IS NOT NULL) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT k");
        assertThat(catalog.provesNotNull(T, "a")).isTrue();
        assertThat(catalog.exists(T)).isFalse();
        assertThat(catalog.isComplete(T)).isFalse();
    }

    private void run(String sql) {
        Grammar.reader().read(sql).forEach(catalog::apply);
    }
}
