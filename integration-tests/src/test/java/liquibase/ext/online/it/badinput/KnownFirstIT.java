package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No column is added and no row filled when the catalog says already that a later step must fail. */
@Tag("liquibase")
@Tag("once")
class KnownFirstIT {
    @TempDir
    Path folder;

    private OwnerDatabase database;
    private OnlineUpdate update;

    @BeforeEach
    void makeTables() throws Exception {
        database = OwnerDatabase.on(PostgresServer.usual());
        database.owner()
                .run(
                        "CREATE TABLE country (id int PRIMARY KEY, code text, late int UNIQUE DEFERRABLE)",
                        "CREATE TABLE item (id bigint PRIMARY KEY, name text)",
                        "INSERT INTO item SELECT g, 'n' || g FROM generate_series(1, 20) g");
        update = new OnlineUpdate(folder, database.owner().url());
    }

    @AfterEach
    void dropThem() throws Exception {
        database.close();
    }

    private static String column(String attributes, @Nullable String constraints) {
        return "<online:addColumnOnline tableName='item'><column name='token' " + attributes + "><constraints "
                + (constraints == null ? "" : constraints) + "/></column></online:addColumnOnline>";
    }

    private static final String RANDOM = "type='uuid' defaultValueComputed='gen_random_uuid()'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type='int' valueComputed='name'                       |                                                  | is of type integer but expression is of type text
            type='int' valueComputed='max(id)'                    |                                                  | aggregate functions are not allowed
            type='int' valueComputed='generate_series(1,2)'       |                                                  | set-returning functions are not allowed
            type='varchar(3)' defaultValue='abcdef'               |                                                  | value too long for type character varying(3)
            type='int' defaultValueComputed='clock_timestamp()'   |                                                  | is of type integer but default expression is of type timestamp
            type='json' valueComputed='to_json(name)'             | unique='true'                                    | no default operator class
            type='int' valueComputed='1'                          | checkConstraint='tokn > 1'                       | column "tokn" does not exist
            type='int' valueComputed='1'                          | checkConstraint='token > (SELECT 1)'             | cannot use subquery in check constraint
            type='int' valueComputed='1'                          | references='country(code)' foreignKeyName='f'    | public.country (code) is no unique key
            type='int' valueComputed='1'                          | references='country(late)' foreignKeyName='f'    | public.country (late) is no unique key
            type='text' valueComputed='name'                      | references='country(id)' foreignKeyName='f'      | cannot be implemented. Key columns "token"
            type='numeric' valueComputed='1'                      | references='country(id)' foreignKeyName='f'      | cannot be implemented. Key columns "token"
            type='int' valueComputed='1'                          | references='country(nope)' foreignKeyName='f'    | table public.country has no column nope
            type='int' valueComputed='1'                          | references='country(id)' foreignKeyName='item_pkey' | constraint item_pkey exists already
            type='int' valueComputed='id'                         | unique='true' uniqueConstraintName='country'     | the name country is taken
            """)
    void isRefusedBeforeTheColumnIsAdded(String attributes, String constraints, String message) throws Exception {
        assertThat(update.refusedUnchanged(column(attributes, constraints)))
                .contains(message, "State: nothing was changed");
    }

    @Test
    void whatAnAssignmentTakesIsNotRefused() throws Exception {
        update.applied("<online:addColumnOnline tableName='item'>"
                + "<column name='a' type='text' valueComputed='id'/>"
                + "<column name='b' type='int' valueComputed='public.item.id'/>"
                + "<column name='c' type='text' valueComputed='item.name'><constraints checkConstraint='length(c) &gt; 0'/></column>"
                + "<column name='d' type='int' valueComputed='(SELECT min(i.id) FROM item i)'/>"
                + "<column name='e' type='numeric(4,1)' defaultValueComputed='3.14'/>"
                + "<column name='f' type='smallint' valueComputed='1'><constraints references='country(id)' foreignKeyName='f' validateForeignKey='false'/></column>"
                + "</online:addColumnOnline>");
    }

    @Test
    void aUniqueKeyMustHoldThePartitionKeyOfEveryLevel() throws Exception {
        database.owner()
                .run(
                        "CREATE TABLE ev (id bigint, day date, place text) PARTITION BY RANGE (day)",
                        "CREATE TABLE ev_a PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST"
                                + " (place)",
                        "CREATE TABLE ev_a_x PARTITION OF ev_a FOR VALUES IN ('x')",
                        "CREATE TABLE ex (id bigint, day date) PARTITION BY RANGE ((id % 3))");

        assertThat(update.refusedUnchanged(column(RANDOM, "unique='true'").replace("item", "ev")))
                .contains("lacks a column of a partition key", "ev is partitioned by RANGE (day)");
        assertThat(update.refusedUnchanged("<online:addUniqueConcurrently tableName='ev' columnNames='id, day'/>"))
                .contains("lacks a column of a partition key", "ev_a is partitioned by LIST (place)")
                .doesNotContain("RANGE");
        assertThat(update.refusedUnchanged("<online:addUniqueConcurrently tableName='ex' columnNames='id, day'/>"))
                .contains("the partition key is an expression");
        update.applied("<online:addUniqueConcurrently tableName='ev' columnNames='id, place, day'/>");
    }

    @Test
    void aTablespaceMustExist() throws Exception {
        assertThat(update.refusedUnchanged(
                        "<online:addUniqueConcurrently tableName='item' columnNames='name' tablespace='fast'/>"))
                .contains("tablespace \"fast\" does not exist", "State: nothing was changed");
    }

    @Test
    void anIndexNeedsTheRightToCreateInTheSchema() throws Exception {
        database.admin()
                .run(
                        "CREATE SCHEMA shop",
                        "CREATE TABLE shop.item (id int)",
                        "ALTER TABLE shop.item OWNER TO " + database.role(),
                        "GRANT USAGE ON SCHEMA shop TO " + database.role());

        assertThat(update.refusedUnchanged(
                        column(RANDOM, "unique='true'").replace("tableName", "schemaName='shop' tableName")))
                .contains("may not create indexes in the schema", "shop");
    }

    @Test
    void aForeignKeyNeedsTheRightToReferenceAndAPermanentTable() throws Exception {
        String key = column("type='int' valueComputed='1'", "references='ref.country(id)' foreignKeyName='f'");
        database.admin()
                .run(
                        "CREATE SCHEMA ref",
                        "CREATE UNLOGGED TABLE ref.country (id int PRIMARY KEY)",
                        "GRANT USAGE ON SCHEMA ref TO " + database.role(),
                        "GRANT SELECT ON ref.country TO " + database.role());

        assertThat(update.refusedUnchanged(key)).contains("no right to reference ref.country (id)", "GRANT REFERENCES");

        database.admin().run("GRANT REFERENCES ON ref.country TO " + database.role());
        assertThat(update.refusedUnchanged(key)).contains("ref.country is unlogged");
    }

    @Test
    void whoMayMakeNoTemporaryTableCanStillBeToldFirst() throws Exception {
        database.admin()
                .run("REVOKE TEMPORARY ON DATABASE " + database.admin().name() + " FROM PUBLIC, " + database.role());

        assertThat(update.refusedUnchanged(column("type='int' valueComputed='name'", null)))
                .contains("is of type integer but expression is of type text");
        update.applied(column("type='int' valueComputed='id'", "unique='true'"));
    }

    /** LOCK TABLE wants the right to change rows, which the stock statement does not. */
    @Test
    void referencesIsAllThatAForeignKeyNeeds() throws Exception {
        database.admin()
                .run(
                        "CREATE SCHEMA ref",
                        "CREATE TABLE ref.country (id int PRIMARY KEY)",
                        "INSERT INTO ref.country SELECT generate_series(1, 20)",
                        "GRANT USAGE ON SCHEMA ref TO " + database.role(),
                        "GRANT REFERENCES (id) ON ref.country TO " + database.role());

        update.applied(column("type='int' valueComputed='id'", "references='ref.country(id)' foreignKeyName='f'"));
    }

    @ParameterizedTest
    @CsvSource({"FOR TABLE item", "FOR TABLE ev", "FOR ALL TABLES"})
    void aPublishedTableNeedsAnIdentityWhenRowsAreUpdated(String published) throws Exception {
        database.owner()
                .run(
                        "ALTER TABLE item DROP CONSTRAINT item_pkey",
                        "CREATE TABLE ev (id bigint, day date) PARTITION BY RANGE (day)",
                        "CREATE TABLE ev_a PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
        database.admin().run("CREATE PUBLICATION p " + published + " WITH (publish_via_partition_root = true)");

        String table = published.endsWith("ev") ? "ev" : "item";
        assertThat(update.refusedUnchanged(column(RANDOM, null).replace("item", table)))
                .contains("because it does not have a replica identity", "REPLICA IDENTITY FULL");
        database.owner().run("ALTER TABLE item REPLICA IDENTITY FULL", "ALTER TABLE ev_a REPLICA IDENTITY FULL");
        update.applied(column(RANDOM, null).replace("item", table));
    }

    @Test
    void aPublishedTableNeedsNoIdentityWhenNoRowIsUpdated() throws Exception {
        database.owner().run("ALTER TABLE item DROP CONSTRAINT item_pkey");
        database.admin().run("CREATE PUBLICATION p FOR TABLE item");

        update.applied(column("type='int' defaultValueNumeric='1'", null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nr    | can only be updated to DEFAULT
            twice | can only be updated to DEFAULT
            """)
    void whatTakesNoValueIsNotFilled(String name, String message) throws Exception {
        database.owner()
                .run(
                        "ALTER TABLE item ADD nr int GENERATED ALWAYS AS IDENTITY, ADD twice bigint GENERATED ALWAYS AS (id * 2)"
                                + " STORED");

        assertThat(update.refusedUnchanged("<online:backfillInBatches tableName='item'><column name='" + name
                        + "' valueNumeric='1'/></online:backfillInBatches>"))
                .contains(message);
    }

    @Test
    void aColumnOfAnExpressionInThePartitionKeyIsNotFilled() throws Exception {
        database.owner()
                .run(
                        "CREATE TABLE ex (id bigint, day date, name text) PARTITION BY RANGE ((id % 3))",
                        "CREATE TABLE ex_a PARTITION OF ex FOR VALUES FROM (0) TO (3)");

        assertThat(update.refusedUnchanged("<online:backfillInBatches tableName='ex'><column name='id'"
                        + " valueNumeric='1'/></online:backfillInBatches>"))
                .contains("column id decides the partition");
        update.applied(
                "<online:backfillInBatches tableName='ex'><column name='name' value='x'/></online:backfillInBatches>");
    }

    @Test
    void everyPartMustBeOneThatTheRoleMayAlterAndUpdate() throws Exception {
        database.owner()
                .run(
                        "CREATE TABLE ev (id bigint, day date) PARTITION BY RANGE (day)",
                        "CREATE TABLE ev_a PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
        database.admin().run("REVOKE UPDATE ON ev_a FROM " + database.role());

        assertThat(update.refusedUnchanged(column(RANDOM, null).replace("item", "ev")))
                .contains("rows of part public.ev_a cannot be updated", "GRANT SELECT, UPDATE ON public.ev_a");

        database.admin().run("ALTER TABLE ev_a OWNER TO CURRENT_USER");
        assertThat(update.refusedUnchanged(column("type='int'", null).replace("item", "ev")))
                .contains("may not alter public.ev_a, a part of public.ev");
    }

    @Test
    void aRuleThatReplacesUpdatesIsNamed() throws Exception {
        database.owner().run("CREATE RULE keep AS ON UPDATE TO item WHERE old.id > 5 DO INSTEAD NOTHING");

        assertThat(update.refusedUnchanged(column(RANDOM, null))).contains("rule keep on UPDATE of public.item");

        database.owner().run("ALTER TABLE item DISABLE RULE keep");
        update.applied(column(RANDOM, null));
    }

    /** Whether rows can be updated is asked of a column that takes values. */
    @Test
    void columnsThatTakeNoValueAreNotInTheWay() throws Exception {
        database.owner()
                .run(
                        "CREATE TABLE made (id int GENERATED ALWAYS AS IDENTITY, twice int GENERATED ALWAYS AS (n * 2) STORED, n int)",
                        "INSERT INTO made (n) VALUES (1), (2)");

        update.applied(column(RANDOM, null).replace("item", "made"));
    }

    @Test
    void theRightToADefaultIsAskedFirst() throws Exception {
        database.admin()
                .run(
                        "CREATE SEQUENCE token_seq",
                        "CREATE FUNCTION secret() RETURNS int LANGUAGE sql VOLATILE AS 'SELECT 1'",
                        "REVOKE EXECUTE ON FUNCTION secret() FROM PUBLIC");

        assertThat(update.refusedUnchanged(column("type='bigint' defaultValueComputed=\"nextval('token_seq')\"", null)))
                .contains("sequence public.token_seq", "GRANT USAGE ON SEQUENCE");
        assertThat(update.refusedUnchanged(column("type='int' defaultValueComputed='secret()'", null)))
                .contains("permission denied for function secret");
        assertThat(update.refusedUnchanged(column("type='int' valueComputed='secret()'", null)))
                .contains("permission denied for function secret");
    }

    @Test
    void theNamesInThePartitionsMustBeFree() throws Exception {
        database.owner()
                .run(
                        "CREATE TABLE ev (id bigint, day date) PARTITION BY RANGE (day)",
                        "CREATE TABLE ev_a PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                        "CREATE INDEX ev_a_id_day_key ON ev_a (day)");
        String unique = "<online:addUniqueConcurrently tableName='ev' columnNames='id, day'/>";

        assertThat(update.refusedUnchanged(unique))
                .contains("1 names are taken by something else", "public.ev_a_id_day_key, wanted for public.ev_a");
    }
}
