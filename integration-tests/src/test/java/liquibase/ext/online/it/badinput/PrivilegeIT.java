package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A role that may run Liquibase and may not touch the table. */
@Tag("liquibase")
class PrivilegeIT {
    @TempDir
    Path folder;

    private TestDatabase database;
    private String role;
    private OnlineUpdate update;

    @BeforeEach
    void makeAProductOfSomebodyElse() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        role = database.name() + "_guest";
        database.run(
                "CREATE TABLE product (id int PRIMARY KEY, name text)",
                "INSERT INTO product VALUES (1, NULL)",
                "CREATE ROLE " + role,
                "GRANT ALL ON SCHEMA public TO " + role,
                "GRANT SELECT ON product TO " + role);
        update = new OnlineUpdate(folder, database.url() + "&options=-c%20role%3D" + role);
    }

    @AfterEach
    void dropThem() throws Exception {
        database.run("DROP OWNED BY " + role, "DROP ROLE " + role);
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<online:addColumnOnline tableName='product'><column name='sku' type='text'/></online:addColumnOnline>",
                "<online:addUniqueConcurrently tableName='product' columnNames='name' constraintName='product_name'/>",
                "<online:setNotNullValidated tableName='product' columnName='id'/>"
            })
    void onlyTheOwnerMayAlter(String change) throws Exception {
        assertThat(update.refusedUnchanged(change))
                .contains(
                        "role " + role + " may not alter public.product, which belongs to ",
                        "State: nothing was changed",
                        "run as its owner: GRANT ");
    }

    /** What alters the whole goes on to its parts. */
    @Test
    void norTheOwnerOfTheWholeAlone() throws Exception {
        database.run(
                "CREATE TABLE whole (id int, name text) PARTITION BY RANGE (id)",
                "CREATE TABLE part PARTITION OF whole FOR VALUES FROM (0) TO (9)",
                "ALTER TABLE whole OWNER TO " + role);
        assertThat(update.refusedUnchanged("<online:addColumnOnline tableName='whole'><column name='sku' type='text'/>"
                        + "</online:addColumnOnline>"))
                .contains(
                        "step 1 of",
                        "role " + role + " may not alter public.part, a part of public.whole, which belongs to ",
                        "State: nothing was changed");
    }

    @Test
    void aBackfillNeedsUpdate() throws Exception {
        String fill =
                "<online:backfillInBatches tableName='product'><column name='name' value='x'/></online:backfillInBatches>";
        assertThat(update.refusedUnchanged(fill))
                .contains(
                        "role " + role + " may not read and update public.product",
                        "State: nothing was changed",
                        "GRANT SELECT, UPDATE ON public.product TO " + role);

        database.run("REVOKE SELECT ON product FROM " + role, "GRANT UPDATE ON product TO " + role);
        assertThat(update.refused(fill)).contains("role " + role + " may not read and update public.product");

        database.run("GRANT SELECT, UPDATE ON product TO " + role);
        update.applied(fill);
    }
}
