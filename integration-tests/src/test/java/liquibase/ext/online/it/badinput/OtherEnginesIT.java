package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that another engine keeps. The engines are not there: their catalogs are made to look as theirs do. */
class OtherEnginesIT {
    private static final String UNIQUE = "<online:addUniqueConcurrently tableName='%s' columnNames='id, sku'/>";
    private static final String REQUIRE = "<online:setNotNullValidated tableName='%s' columnName='sku'/>";
    private static final String FILL =
            "<online:backfillInBatches tableName='%s'><column name='sku' value='x'/></online:backfillInBatches>";
    private static final String REFER = "<online:addColumnOnline tableName='shop'><column name='product' type='bigint'>"
            + "<constraints references='product(id)' foreignKeyName='fk'/></column></online:addColumnOnline>";

    @TempDir
    private Path folder;

    private OwnerDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = OwnerDatabase.on(PostgresServer.usual());
        database.owner()
                .run(
                        "CREATE TABLE product (id bigint PRIMARY KEY, sku text)",
                        "CREATE TABLE product_1 () INHERITS (product)",
                        "CREATE TABLE shop (id bigint PRIMARY KEY)");
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    @Test
    void aTableOfCitusIsRefused() throws Exception {
        String catalog =
                "CREATE TABLE pg_catalog.pg_dist_partition AS SELECT 'public.product'::regclass AS logicalrelid,"
                        + " 'h'::\"char\" AS partmethod";
        extension("citus", catalog, "pg_catalog.pg_dist_partition");
        for (String change : new String[] {UNIQUE, REQUIRE, FILL, REFER}) {
            assertThat(refused(change.formatted("product")))
                    .contains("public.product is a distributed or reference table of Citus");
        }
        assertThat(refused(FILL.formatted("product_1")))
                .contains("public.product_1 belongs to public.product, a distributed or reference table of Citus");
    }

    @Test
    void aHypertableIsRefused() throws Exception {
        String catalog =
                "CREATE TABLE _timescaledb_catalog.hypertable AS SELECT 1 AS id, 'public'::name AS schema_name,"
                        + " 'product'::name AS table_name";
        database.admin()
                .run("CREATE SCHEMA _timescaledb_catalog", "GRANT USAGE ON SCHEMA _timescaledb_catalog TO PUBLIC");
        extension("timescaledb", catalog, "_timescaledb_catalog.hypertable");
        for (String change : new String[] {UNIQUE, REQUIRE, FILL, REFER}) {
            assertThat(refused(change.formatted("product"))).contains("public.product is a hypertable of TimescaleDB");
        }
        assertThat(refused(FILL.formatted("product_1"))).contains("belongs to public.product, a hypertable");
    }

    @Test
    void aTableOfThatNameWithoutTheExtensionSaysNothing() throws Exception {
        database.owner()
                .run(
                        "CREATE SCHEMA _timescaledb_catalog",
                        "CREATE TABLE _timescaledb_catalog.hypertable (no int)",
                        "CREATE TABLE pg_dist_partition (no int)");
        new OnlineUpdate(folder, database.owner().url()).applied(FILL.formatted("product"));
    }

    @Test
    void aPartOnAnotherServerIsRefused() throws Exception {
        database.admin()
                .run(
                        "CREATE FOREIGN DATA WRAPPER elsewhere",
                        "CREATE SERVER away FOREIGN DATA WRAPPER elsewhere",
                        "CREATE TABLE event (id bigint, sku text) PARTITION BY RANGE (id)",
                        "CREATE TABLE event_new PARTITION OF event FOR VALUES FROM (0) TO (MAXVALUE)",
                        "CREATE FOREIGN TABLE event_old PARTITION OF event FOR VALUES FROM (MINVALUE) TO (0) SERVER away",
                        "ALTER TABLE event OWNER TO " + database.role());
        for (String change : new String[] {UNIQUE, REQUIRE, FILL}) {
            assertThat(refused(change.formatted("event")))
                    .contains("part public.event_old of public.event is a foreign table");
        }
    }

    @Test
    void aServerThatOnlySpeaksLikePostgresIsRefused() throws Exception {
        database.admin()
                .run(
                        "CREATE OR REPLACE FUNCTION pg_catalog.version() RETURNS text LANGUAGE sql STABLE AS $$SELECT 'PostgreSQL"
                                + " 15.2-YB-2.25.2.0-b0 on x86_64'$$");
        assertThat(refused(FILL.formatted("product")))
                .contains("the server is not PostgreSQL but PostgreSQL 15.2-YB-2.25.2.0-b0 on x86_64");
    }

    private String refused(String change) throws Exception {
        return new OnlineUpdate(folder, database.owner().url()).refusedUnchanged(change);
    }

    /** One that is there takes the name, and a catalog as one of its own. */
    private void extension(String name, String createCatalog, String catalog) throws Exception {
        database.admin()
                .run("SET allow_system_table_mods = on; " + createCatalog + "; GRANT SELECT ON " + catalog
                        + " TO PUBLIC;"
                        + " UPDATE pg_extension SET extname = '" + name
                        + "' WHERE extname = 'plpgsql'; ALTER EXTENSION "
                        + name + " ADD TABLE " + catalog);
    }
}
