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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in what a change asks for, and data that forbids it: one message, and no change to the schema. */
@Tag("liquibase")
class BadInputIT {
    private static final String BACKFILL = """
            <online:backfillInBatches tableName="%s"><column name="%s" valueComputed="%s"/></online:backfillInBatches>
            """;

    @TempDir
    Path folder;

    private TestDatabase database;
    private OnlineUpdate update;

    @BeforeEach
    void makeAProduct() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        database.run(
                "CREATE TABLE product (id int PRIMARY KEY, name text, stock int)",
                "INSERT INTO product VALUES (1, 'hat', 3), (2, 'hat', NULL), (3, 'coat', NULL), (4, 'coat', 1), (5, 'belt', 2)");
        update = new OnlineUpdate(folder, database.url());
    }

    @AfterEach
    void dropIt() throws Exception {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<online:addColumnOnline tableName='produkt'><column name='sku' type='text'/></online:addColumnOnline>",
                "<online:backfillInBatches tableName='produkt'><column name='name' value='x'/></online:backfillInBatches>",
                "<online:addUniqueConcurrently tableName='produkt' columnNames='name' constraintName='product_name'/>",
                "<online:setNotNullValidated tableName='produkt' columnName='name'/>"
            })
    void aMissingTableIsNamed(String change) throws Exception {
        assertThat(update.refusedUnchanged(change))
                .contains(
                        "table public.produkt does not exist",
                        "State: nothing was changed",
                        "Next: correct schemaName and tableName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<online:backfillInBatches tableName='product'><column name='sku' value='x'/></online:backfillInBatches>",
                "<online:addUniqueConcurrently tableName='product' columnNames='name, sku' constraintName='product_sku'/>",
                "<online:setNotNullValidated tableName='product' columnName='sku'/>"
            })
    void aMissingColumnIsNamedAndSoAreTheOnesThatExist(String change) throws Exception {
        assertThat(update.refusedUnchanged(change))
                .contains(
                        "table public.product has no column sku; it has id, name, stock",
                        "State: nothing was changed",
                        "Next: correct the column's name, or add it first");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE VIEW other AS SELECT * FROM product              | a view
                    CREATE MATERIALIZED VIEW other AS SELECT * FROM product | a materialized view
                    CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; \
                    CREATE FOREIGN TABLE other (id int, name text) SERVER s | a foreign table
                    CREATE SEQUENCE other                                   | a sequence
                    """)
    void whatIsNoTableIsCalledWhatItIs(String create, String kind) throws Exception {
        database.run(create.split(";", -1));
        for (String change : new String[] {
            "<online:addColumnOnline tableName='other'><column name='sku' type='text'/></online:addColumnOnline>",
            BACKFILL.formatted("other", "name", "'x'"),
            "<online:addUniqueConcurrently tableName='other' columnNames='name' constraintName='other_name'/>",
            "<online:setNotNullValidated tableName='other' columnName='name'/>"
        }) {
            assertThat(update.refusedUnchanged(change))
                    .contains("public.other is " + kind + ", not a table", "State: nothing was changed");
        }
    }

    @Test
    void aTypeThatDoesNotExistIsNamed() throws Exception {
        assertThat(
                        update.refusedUnchanged(
                                "<online:addColumnOnline tableName='product'><column name='sku' type='txet'/></online:addColumnOnline>"))
                .containsIgnoringCase("the type of column sku does not exist: txet.")
                .contains("State: nothing was changed", "Next: correct the type, or create it first");
    }

    @Test
    void aColumnThatIsThereWithAnotherTypeIsNotTakenForOurs() throws Exception {
        assertThat(
                        update.refusedUnchanged(
                                "<online:addColumnOnline tableName='product'><column name='name' type='bigint'/></online:addColumnOnline>"))
                .contains("column name of public.product exists already, as text without default", "did not add it");
    }

    @Test
    void aValueOfTheWrongTypeIsRefusedBeforeTheFirstBatch() throws Exception {
        assertThat(update.refusedUnchanged(BACKFILL.formatted("product", "stock", "'many'")))
                .contains("backfillInBatches public.product (stock)", "many", "State: nothing was changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<online:backfillInBatches tableName='product'><column name='name' valueComputed='upper(id::text) ||'/></online:backfillInBatches>",
                "<online:backfillInBatches tableName='product'><column name='name' value='x'/><where>name IS NULLL</where></online:backfillInBatches>",
                "<online:addColumnOnline tableName='product'><column name='sku' type='text' valueComputed='upper(name) ||'/></online:addColumnOnline>",
                "<online:addColumnOnline tableName='product'><column name='sku' type='text' defaultValueComputed='upper(1::text) ||'/></online:addColumnOnline>",
                "<online:addColumnOnline tableName='product'><column name='sku' type='text'><constraints checkConstraint='length(sku) +'/></column></online:addColumnOnline>"
            })
    void aSyntaxErrorInAnExpressionIsFoundBeforeAnythingIsChanged(String change) throws Exception {
        assertThat(update.refusedUnchanged(change))
                .contains("syntax error", "public.product (", "State: nothing was changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<online:backfillInBatches tableName='product'><column name='name' valueComputed='upper(name'/></online:backfillInBatches>",
                "<online:backfillInBatches tableName='product'><column name='name' value='x'/><where>name IS NULL) OR (true</where></online:backfillInBatches>",
                "<online:addColumnOnline tableName='product'><column name='sku' type='text' defaultValueComputed='upper('/></online:addColumnOnline>",
                "<online:addColumnOnline tableName='product'><column name='sku' type='text'><constraints checkConstraint='length(sku'/></column></online:addColumnOnline>"
            })
    void anExpressionThatIsNotWholeIsAnErrorOfValidation(String change) throws Exception {
        assertThat(update.refusedUnchanged(change)).containsPattern("is no single (expression|condition): ");
    }

    @Test
    void duplicatesAreCountedAndShown() throws Exception {
        assertThat(
                        update.refusedUnchanged(
                                "<online:addUniqueConcurrently tableName='product' columnNames='name' constraintName='product_name'/>"))
                .contains(
                        "2 values of (name) stand in more than one row",
                        "hat",
                        "coat",
                        "State: nothing was changed",
                        "this finds them: SELECT")
                .doesNotContain("belt");
    }

    @Test
    void nullsAreCountedAndShown() throws Exception {
        assertThat(update.refusedUnchanged("<online:setNotNullValidated tableName='product' columnName='stock'/>"))
                .contains(
                        "2 rows have NULL in stock",
                        "id=2",
                        "id=3",
                        "State: nothing was changed",
                        "SELECT * FROM public.product WHERE stock IS NOT DISTINCT FROM NULL");
    }

    @Test
    void aNewColumnThatWouldBeNullInEveryRowIsRefused() throws Exception {
        assertThat(
                        update.refusedUnchanged(
                                "<online:addColumnOnline tableName='product'><column name='sku' type='text'><constraints nullable='false'/></column></online:addColumnOnline>"))
                .contains("the column is NOT NULL and has neither default nor value", "State: nothing was changed");
    }

    @Test
    void aNameThatSomethingElseHasIsRefused() throws Exception {
        database.run("CREATE VIEW product_id AS SELECT 1");
        assertThat(
                        update.refusedUnchanged(
                                "<online:addUniqueConcurrently tableName='product' columnNames='id, name' constraintName='product_id'/>"))
                .contains("the name product_id is taken by something else", "give another constraintName");
    }
}
