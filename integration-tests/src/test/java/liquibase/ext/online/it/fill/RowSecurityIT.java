package liquibase.ext.online.it.fill;

import static liquibase.ext.online.it.fill.Question.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import liquibase.ext.online.it.badinput.OnlineUpdate;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a policy hides from the role that Liquibase runs as. */
class RowSecurityIT {
    private static final int ROWS = 2_000;
    private static final String FORCE = "ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY";
    private static final String TENANT =
            "CREATE POLICY tenant ON %1$s %2$s USING (id = nullif(current_setting('app.tenant', true), '')::int)";
    private static final String FILL =
            "<online:backfillInBatches tableName=\"product\" %s><column name=\"sku\" valueComputed=\"'P-' || id\"/>"
                    + "</online:backfillInBatches>";

    @TempDir
    private Path folder;

    private OwnerDatabase owned;
    private OnlineUpdate update;

    @BeforeEach
    void create() throws Exception {
        owned = OwnerDatabase.on(PostgresServer.usual());
        update = new OnlineUpdate(folder, owned.owner().url());
        owned.owner()
                .run(
                        "CREATE TABLE category (id int PRIMARY KEY)",
                        "INSERT INTO category VALUES (1)",
                        "CREATE TABLE product (id int PRIMARY KEY, sku text, category int DEFAULT 1) PARTITION BY RANGE (id)",
                        "CREATE TABLE product_1 PARTITION OF product FOR VALUES FROM (0) TO (1000)",
                        "CREATE TABLE product_2 PARTITION OF product FOR VALUES FROM (1000) TO (9000)",
                        "INSERT INTO product SELECT n FROM generate_series(1, " + ROWS + ") n",
                        "CREATE TABLE plain AS SELECT * FROM product");
    }

    @AfterEach
    void drop() throws Exception {
        owned.close();
    }

    private void hide(String table, String forWhat) throws Exception {
        owned.owner().run(FORCE.formatted(table), TENANT.formatted(table, forWhat));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"product", "product_2"})
    void aBackfillIsRefusedAndNamesThePolicyAndWhoMay(String table) throws Exception {
        hide(table, "FOR UPDATE");
        assertThat(update.refusedUnchanged(FILL.formatted("")))
                .contains("row security may hide rows of public." + table + " from role " + owned.role())
                .contains("policies: tenant for UPDATE")
                .contains("a superuser", "BYPASSRLS", "acceptRowSecurity=\"true\"")
                .contains("step 1 of");
        assertThat(count(owned.admin(), "product WHERE sku IS NOT NULL")).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "<online:addUniqueConcurrently tableName=\"plain\" columnNames=\"id\"/>",
                "<online:setNotNullValidated tableName=\"plain\" columnName=\"sku\"/>",
                "<online:setNotNullValidated tableName=\"plain\" columnName=\"sku\" defaultNullValue=\"x\"/>",
                "<online:addColumnOnline tableName=\"plain\"><column name=\"token\" type=\"uuid\""
                        + " defaultValueComputed=\"gen_random_uuid()\"/></online:addColumnOnline>",
                "<online:addColumnOnline tableName=\"plain\"><column name=\"n\" type=\"int\"><constraints nullable=\"false\"/>"
                        + "</column></online:addColumnOnline>",
            })
    void soIsEveryChangeThatLooksAtRows(String change) throws Exception {
        hide("plain", "");
        assertThat(update.refusedUnchanged(change))
                .contains("row security may hide rows of public.plain", "policies: tenant for ALL");
    }

    @Test
    void soIsAConstraintOfPartitionsBeforeTheFirstIsTouched() throws Exception {
        hide("product_2", "");
        assertThat(update.refusedUnchanged(
                        "<online:addUniqueConcurrently tableName=\"product\" columnNames=\"id, sku\"/>"))
                .contains("row security may hide rows of public.product_2", "step 1 of");
    }

    @Test
    void soIsAForeignKeyToRowsThatAreHidden() throws Exception {
        hide("category", "");
        assertThat(update.refusedUnchanged("<online:addColumnOnline tableName=\"plain\"><column name=\"c\" type=\"int\""
                        + " valueComputed=\"1\"><constraints references=\"category(id)\" foreignKeyName=\"fk\"/></column>"
                        + "</online:addColumnOnline>"))
                .contains("row security may hide rows of public.category");
    }

    @Test
    void whatLooksAtNoRowGoesOn() throws Exception {
        hide("plain", "");
        update.applied(
                "<online:addColumnOnline tableName=\"plain\"><column name=\"n\" type=\"int\" defaultValueNumeric=\"1\"/>"
                        + "</online:addColumnOnline>");
    }

    @Test
    void itsOwnerIsFreeOfPoliciesThatAreNotForced() throws Exception {
        owned.owner().run("ALTER TABLE product ENABLE ROW LEVEL SECURITY", TENANT.formatted("product", ""));
        update.applied(FILL.formatted(""));
        assertThat(count(owned.admin(), "product WHERE sku = 'P-' || id")).isEqualTo(ROWS);
    }

    @Test
    void whoVouchesForItGoesOn() throws Exception {
        owned.owner().run(FORCE.formatted("product"), "CREATE POLICY everything ON product USING (true)");
        update.applied(FILL.formatted("acceptRowSecurity=\"true\""));
        assertThat(count(owned.admin(), "product WHERE sku = 'P-' || id")).isEqualTo(ROWS);
    }

    @ParameterizedTest(name = "before {0}")
    @ValueSource(strings = {"SET LOCAL lock_timeout", "SET walked = true"})
    void aPolicyThatComesMeanwhileIsSeenBeforeItIsDone(String statement) throws Exception {
        Filling filling = Filling.sku(owned.owner(), Pace.batchSize(300))
                .before(statement, statement.contains("walked") ? 1 : 3, () -> {
                    hide("product_1", "");
                    hide("product_2", "");
                });
        assertThatThrownBy(filling::run).hasMessageContaining("row security may hide rows of public.product_");
        assertThat(filling.status().status()).isEqualTo("stopped");
    }
}
