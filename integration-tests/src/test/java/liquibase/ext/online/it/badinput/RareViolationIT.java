package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A thousand pages, a few rows of which violate what is asked for: a look at a sample does not meet them, the server does.
 * They are named as well as if they had been looked for first, and the application is left as free as before.
 */
@Tag("liquibase")
@Tag("once")
@SuppressWarnings("NullAway.Init")
class RareViolationIT {
    private static final String UNIQUE =
            "<online:addUniqueConcurrently tableName='product' columnNames='sku' constraintName='product_sku'/>";
    private static final String NOT_NULL = "<online:setNotNullValidated tableName='product' columnName='stock'/>";
    private static final String INDEXES =
            "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'product'::regclass ORDER BY 1";

    @TempDir
    Path folder;

    private OwnerDatabase databases;
    private TestDatabase database;
    private OnlineUpdate update;

    private void makeProducts(int major) throws SQLException {
        databases = OwnerDatabase.on(PostgresServer.of(major));
        database = databases.owner();
        database.run(
                "CREATE TABLE product (id int PRIMARY KEY, sku text, stock int, pad text)",
                "ALTER TABLE product ALTER pad SET STORAGE PLAIN",
                "INSERT INTO product SELECT n, 'sku-' || n, n, repeat('.', 1900) FROM generate_series(1, 4000) n");
        update = new OnlineUpdate(folder, database.url());
    }

    @AfterEach
    void dropThem() throws Exception {
        databases.close();
    }

    @Test
    void duplicatesAreNamedWhenTheBuildHasFailed() throws Exception {
        makeProducts(PostgresServer.USUAL_MAJOR);
        database.run("UPDATE product SET sku = 'twin' WHERE id IN (2001, 2002, 2003)");
        assertThat(update.refusedUnchanged(UNIQUE))
                .contains(
                        "(build index product_sku) failed: 1 values of (sku) stand in more than one row: sku=twin (3 rows).",
                        "Next: make them unique; this finds them: SELECT sku, count(*) FROM ONLY public.product");
        assertThat(Catalog.strings(database, INDEXES)).containsExactly("product_pkey");
    }

    @Test
    void duplicatesOfAPartitionAreNamed() throws Exception {
        makeProducts(PostgresServer.USUAL_MAJOR);
        database.run(
                "CREATE TABLE parts (LIKE product) PARTITION BY RANGE (id)",
                "ALTER TABLE product RENAME TO parts_1",
                "ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES FROM (0) TO (9999)",
                "ALTER TABLE parts_1 DROP CONSTRAINT product_pkey",
                "UPDATE parts SET id = 2001 WHERE id = 2002");
        assertThat(update.refused(
                        "<online:addUniqueConcurrently tableName='parts' columnNames='id' constraintName='parts_id'/>"))
                .contains(
                        "1 values of (id) stand in more than one row of public.parts_1: id=2001 (2 rows).",
                        "this finds them: SELECT id, count(*) FROM public.parts WHERE");
    }

    @Test
    void oneKeyIsNamedWhereTheServerCannotCountThem() throws Exception {
        makeProducts(PostgresServer.USUAL_MAJOR);
        database.run(
                "INSERT INTO product SELECT n, md5(n::text), n FROM generate_series(4001, 60000) n",
                "UPDATE product SET sku = 'twin' WHERE id IN (2001, 2002)",
                "ALTER DATABASE " + database.name() + " SET work_mem = '64kB'",
                "ALTER DATABASE " + database.name() + " SET max_parallel_maintenance_workers = 1",
                "ALTER DATABASE " + database.name() + " SET min_parallel_table_scan_size = 0");
        databases.admin().run("ALTER DATABASE " + database.name() + " SET temp_file_limit = '100kB'");
        assertThat(update.refusedUnchanged(UNIQUE))
                .contains(
                        "some values of (sku) stand in more than one row, for example (sku)=(twin); they could not be counted:"
                                + " temporary file size exceeds temp_file_limit (100kB).",
                        "this finds them: SELECT sku, count(*) FROM ONLY public.product");

        database.run("UPDATE product SET sku = 'lone' WHERE id = 2001");
        update.applied(UNIQUE);
        assertThat(Catalog.strings(database, INDEXES)).containsExactly("product_pkey", "product_sku");
    }

    @Test
    void aBuildThatNeedsMoreThanTheLimitSaysWhatHelps() throws Exception {
        makeProducts(PostgresServer.USUAL_MAJOR);
        database.run(
                "INSERT INTO product SELECT n, md5(n::text), n FROM generate_series(4001, 60000) n",
                "ALTER DATABASE " + database.name() + " SET maintenance_work_mem = '1MB'");
        databases.admin().run("ALTER DATABASE " + database.name() + " SET temp_file_limit = '100kB'");
        assertThat(update.refusedUnchanged(UNIQUE))
                .contains(
                        "(build index product_sku) failed: temporary file size exceeds temp_file_limit (100kB).",
                        "Next: give the build memory, so that it needs fewer temporary files (ALTER ROLE "
                                + databases.role()
                                + " SET maintenance_work_mem = '1GB'), or have temp_file_limit raised");
        assertThat(Catalog.strings(database, INDEXES)).containsExactly("product_pkey");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void nullsAreNamedWhenTheValidationHasFailedAndTheApplicationMayGoOnWithThem(int major) throws Exception {
        makeProducts(major);
        database.run("UPDATE product SET stock = NULL WHERE id IN (2001, 2002)");
        assertThat(update.refusedUnchanged(NOT_NULL))
                .contains(
                        "failed: 2 rows have NULL in stock: id=2001; id=2002.",
                        "which was added for this, is dropped again",
                        "SELECT * FROM public.product WHERE stock IS NOT DISTINCT FROM NULL");
        database.run("INSERT INTO product VALUES (0, 'new', NULL)");

        database.run("UPDATE product SET stock = 0 WHERE stock IS NULL");
        update.applied(NOT_NULL);
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void aConstraintThatWasFoundNotValidStays(int major) throws Exception {
        makeProducts(major);
        String own = major < 18 ? "CHECK (stock IS NOT NULL)" : "NOT NULL stock";
        database.run(
                "UPDATE product SET stock = NULL WHERE id IN (2001, 2002)",
                "ALTER TABLE product ADD CONSTRAINT of_the_author " + own + " NOT VALID");
        assertThat(update.refusedUnchanged(NOT_NULL))
                .contains(
                        "2 rows have NULL in stock: id=2001; id=2002.",
                        "constraint of_the_author of public.product is NOT VALID, as it was found, and refuses new rows; this"
                                + " drops it: ALTER TABLE public.product DROP CONSTRAINT of_the_author");
    }

    @Test
    void orphansAreNamedAndNewOnesAreNotRefused() throws Exception {
        makeProducts(PostgresServer.USUAL_MAJOR);
        database.run(
                "CREATE TABLE shop AS SELECT n AS id FROM generate_series(1, 4000) n WHERE n <> 2002",
                "ALTER TABLE shop ADD PRIMARY KEY (id)");
        assertThat(update.refused("""
                        <online:addColumnOnline tableName='product'>
                          <column name='shop_id' type='int' valueComputed='id'>
                            <constraints references='shop(id)' foreignKeyName='product_shop'/>
                          </column>
                        </online:addColumnOnline>"""))
                .contains(
                        "failed: 1 rows of public.product reference no row of public.shop: id=2002: 2002.",
                        "this finds them: SELECT t.* FROM public.product AS t WHERE t.shop_id IS NOT NULL AND NOT EXISTS"
                                + " (SELECT FROM public.shop AS r WHERE r.id = t.shop_id); then run update again",
                        "but constraint product_shop of public.product, which was added for this, is dropped again");
        database.run("INSERT INTO product (id, shop_id) VALUES (0, 0)");
    }

    @Test
    void rowsThatACheckForbidsAreNamedAndNewOnesAreNotRefused() throws Exception {
        makeProducts(PostgresServer.USUAL_MAJOR);
        assertThat(update.refused("""
                        <online:addColumnOnline tableName='product'>
                          <column name='size' type='int' valueComputed='id - 1'>
                            <constraints checkConstraint='size &lt;> 2001'/>
                          </column>
                        </online:addColumnOnline>"""))
                .contains(
                        "failed: 1 rows violate size <> 2001: id=2002.",
                        "this finds them: SELECT * FROM public.product WHERE NOT (size <> 2001)",
                        "but constraint product_size_check of public.product, which was added for this, is dropped again");
        database.run("INSERT INTO product (id, size) VALUES (-1, 2001)");
    }
}
