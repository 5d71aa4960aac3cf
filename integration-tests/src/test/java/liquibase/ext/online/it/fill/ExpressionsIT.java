package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.it.badinput.OnlineUpdate;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.PlanText;
import liquibase.ext.online.plan.ScriptRows;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.BackfillSteps;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Update.Assignment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an author may write as value and condition: whatever the stock update takes. */
class ExpressionsIT {
    private static final int ROWS = 3_000;
    private static final QualifiedName PRODUCT = new QualifiedName("public", "product");
    private @Nullable OwnerDatabase owned;

    @AfterEach
    void drop() throws Exception {
        if (owned != null) {
            owned.close();
        }
    }

    private TestDatabase database(PostgresServer server) throws SQLException {
        owned = OwnerDatabase.on(server);
        return owned.owner();
    }

    private static void partitioned(TestDatabase database) throws SQLException {
        database.run(
                "CREATE TABLE category (id int, name text, online_old text)",
                "INSERT INTO category SELECT n, 'c' || n, 'o' || n FROM generate_series(0, 9) n",
                "CREATE TABLE product (id int, category_id int, online_place int, tags jsonb DEFAULT '{\"a\": 1}', name"
                        + " varchar(10), code char(3)) PARTITION BY RANGE (id)",
                "CREATE TABLE product_1 PARTITION OF product FOR VALUES FROM (0) TO (1000)",
                "CREATE TABLE product_2 (tags jsonb DEFAULT '{\"a\": 1}', dropped int, id int PRIMARY KEY, code char(3), name"
                        + " varchar(10), category_id int, online_place int)",
                "ALTER TABLE product_2 DROP dropped",
                "ALTER TABLE product ATTACH PARTITION product_2 FOR VALUES FROM (1000) TO (9000)",
                "INSERT INTO product SELECT n, n % 10, n FROM generate_series(1, " + ROWS + ") n",
                "ANALYZE product");
    }

    private static void inherited(TestDatabase database) throws SQLException {
        database.run(
                "CREATE TABLE category (id int, name text, online_old text)",
                "INSERT INTO category SELECT n, 'c' || n, 'o' || n FROM generate_series(0, 9) n",
                "CREATE TABLE product (id int PRIMARY KEY, category_id int, online_place int, tags jsonb DEFAULT '{\"a\":"
                        + " 1}', name varchar(10), code char(3))",
                "CREATE TABLE product_1 (more int) INHERITS (product)",
                "INSERT INTO product SELECT n, n % 10, n FROM generate_series(1, 1000) n",
                "INSERT INTO product_1 SELECT n, n % 10, n FROM generate_series(1001, " + ROWS + ") n",
                "ANALYZE product");
    }

    /** The stock change adds all of them before it writes the first value. */
    @Test
    void columnsOfOneChangeMayNameEachOther(@TempDir Path folder) throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        database.run(
                "CREATE TABLE doc (id int PRIMARY KEY)", "INSERT INTO doc SELECT generate_series(1, " + ROWS + ")");
        new OnlineUpdate(folder, database.url())
                .applied("<online:addColumnOnline tableName=\"doc\">"
                        + "<column name=\"a\" type=\"int\" valueNumeric=\"1\"><constraints checkConstraint=\"a &lt; b\"/></column>"
                        + "<column name=\"b\" type=\"int\" valueComputed=\"a + public.doc.id\"><constraints nullable=\"false\"/>"
                        + "</column></online:addColumnOnline>");
        assertThat(count(database, "doc WHERE b = 1 + id")).isEqualTo(ROWS);
    }

    private static final String LABEL = """
            (SELECT c.name FROM category c
              WHERE c.id = %s.category_id AND online_place = product.id) -- the label""";

    private static Backfill label(String table, Pacing pacing) {
        return new Backfill(
                PRODUCT,
                List.of(new Assignment("name", LABEL.formatted(table))),
                "product.name IS NULL AND tags ? 'a' AND code IS DISTINCT FROM '100%s$online$:x' -- only those",
                pacing);
    }

    private static void assertLabelled(TestDatabase database) throws SQLException {
        assertThat(count(database, "product WHERE name = 'c' || category_id")).isEqualTo(ROWS);
    }

    @ParameterizedTest(name = "{0}")
    @ArgumentsSource(Majors.class)
    void theTableMayBeNamedOnEachPartition(int major) throws Exception {
        TestDatabase database = database(PostgresServer.of(major));
        partitioned(database);
        Filling.of(database, label("public.product", Pace.workers(2, 300)))
                .withConnections()
                .run();
        assertLabelled(database);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"product", "public.product", "\"product\"", "Public . PRODUCT"})
    void theTableMayBeNamedOnEachChild(String name) throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        inherited(database);
        Filling.of(database, label(name, Pace.batchSize(700))).run();
        assertLabelled(database);
    }

    @Test
    void aScriptTakesTheSame() throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        partitioned(database);
        runScript(database, label("public.product", Pace.DEFAULTS));
        assertLabelled(database);
    }

    private static void runScript(TestDatabase database, Backfill backfill) throws SQLException {
        runScript(database, BackfillSteps.fill(backfill));
    }

    private static void runScript(TestDatabase database, List<Step> steps) throws SQLException {
        Plan plan = new Plan("change", "product", steps);
        database.run(PlanText.of(plan, PgVersion.NEWEST, Settings.DEFAULTS, ScriptRows.NONE)
                .toArray(String[]::new));
    }

    /** The columns hold what an assignment makes of the values, and what it would not cut off is not cut off. */
    @ParameterizedTest(name = "script: {0}")
    @ValueSource(booleans = {false, true})
    void valuesAreAssignedAlsoWhereAnotherColumnHasItsValue(boolean script) throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        partitioned(database);
        database.run(
                "CREATE DOMAIN short AS varchar(4) CHECK (VALUE <> '')",
                "ALTER TABLE product ADD price numeric(6,2), ADD level short, ADD flags bit(4)",
                "UPDATE product SET name = 'theirs' WHERE id % 3 = 0");
        Backfill backfill = new Backfill(
                PRODUCT,
                List.of(
                        new Assignment("name", "product.id -- a number"),
                        new Assignment("code", "'a%s'"),
                        new Assignment("price", "id / 3.0::float8"),
                        new Assignment("level", "id"),
                        new Assignment("flags", "B'1010'")),
                null,
                Pace.DEFAULTS);
        if (script) {
            runScript(database, backfill);
        } else {
            Filling.of(database, backfill).run();
        }
        assertThat(count(
                        database,
                        "product WHERE name = CASE WHEN id % 3 = 0 THEN 'theirs' ELSE id::text END AND code = 'a%s' AND price ="
                                + " round(id / 3.0, 2) AND level::text = id::text AND flags = B'1010'"))
                .isEqualTo(ROWS);
    }

    @Test
    void whatIsTooLongIsNotCutOff() throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        partitioned(database);
        Backfill backfill = new Backfill(
                PRODUCT,
                List.of(
                        new Assignment("name", "id"),
                        new Assignment("code", "CASE WHEN id = 7 THEN 'much' ELSE 'ok' END")),
                null,
                Pace.DEFAULTS);
        assertThatThrownBy(Filling.of(database, backfill)::run).hasMessageContaining("1 rows could not be written");
        assertThat(count(database, "product WHERE code = 'ok'")).isEqualTo(ROWS - 1);
        assertThat(count(database, "product WHERE id = 7 AND name IS NULL")).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"(SELECT upper(name))", "(WITH one AS (SELECT 1) SELECT product.name FROM one)"})
    void aValueThatReadsItsColumnInASubqueryIsRefusedBeforeTheFirstRow(String value) throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        partitioned(database);
        Backfill backfill = new Backfill(PRODUCT, List.of(new Assignment("name", value)), null, Pace.DEFAULTS);
        assertThatThrownBy(Filling.of(database, backfill)::run)
                .hasMessageContaining("column name: its value reads the column itself");
    }

    @Test
    void aColumnOfTheSameNameInAnotherTableIsNoReason() throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        partitioned(database);
        Backfill backfill = new Backfill(
                PRODUCT,
                List.of(new Assignment("name", "(SELECT name FROM category WHERE id = category_id)")),
                null,
                Pace.DEFAULTS);
        Filling.of(database, backfill).run();
        assertLabelled(database);
    }

    @Test
    void valuesThatAreAllNullAreRefusedBeforeTheFirstRow() throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        partitioned(database);
        Backfill backfill =
                new Backfill(PRODUCT, List.of(new Assignment("name", "nullif(1, 1)::text")), null, Pace.DEFAULTS);
        assertThatThrownBy(Filling.of(database, backfill)::run)
                .hasMessageContaining("the values leave (name IS NULL) true, for all ");
    }

    @Test
    void changesTakeThemWithTheirComments(@TempDir Path folder) throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        partitioned(database);
        new OnlineUpdate(folder, database.url()).applied("""
                <online:backfillInBatches tableName="product">
                  <column name="name" valueComputed="'c' || product.category_id -- the label"/>
                  <where>name IS NULL AND tags ? 'a' -- only those with a</where>
                </online:backfillInBatches>""");
        assertLabelled(database);
    }

    @Test
    void aNewColumnTakesThemAsWell(@TempDir Path folder) throws Exception {
        TestDatabase database = database(PostgresServer.usual());
        partitioned(database);
        new OnlineUpdate(folder, database.url()).applied("""
                <online:addColumnOnline tableName="product">
                  <column name="price" type="int" defaultValueComputed="(random() * 9)::int -- any"
                          valueComputed="(SELECT c.id FROM category c WHERE c.id = public.product.category_id) -- theirs">
                    <constraints nullable="false" checkConstraint="CHECK (public.product.price >= 0 /* ) */) -- never below"/>
                  </column>
                  <column name="token" type="uuid" defaultValueComputed="gen_random_uuid() -- new"/>
                </online:addColumnOnline>""");
        assertThat(count(database, "product WHERE price = category_id AND token IS NOT NULL"))
                .isEqualTo(ROWS);
    }
}
