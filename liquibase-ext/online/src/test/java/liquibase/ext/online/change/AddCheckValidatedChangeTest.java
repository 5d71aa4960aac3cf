package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import liquibase.change.Change;
import liquibase.database.core.H2Database;
import liquibase.ext.online.Changelog;
import liquibase.statement.core.RawParameterizedSqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddCheckValidatedChangeTest {
    private static final String PRICE =
            "{tableName: product, constraintName: product_check, constraintBody: price > 0}";

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    one-table   | {tableName: product, constraintName: product_check, constraintBody: product.price > 0 AND public.product.note <> '%'}
                    partitioned | {tableName: product, constraintName: product_check, constraintBody: price > 0, partitioned: true}
                    quoted      | {schemaName: Shop, tableName: order, constraintName: Order to User, constraintBody: '"User" IS NOT NULL'}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("addCheckValidated/" + name, "addCheckValidated: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {tableName: a, constraintName: c}                                     | constraintBody
                    {tableName: a, constraintBody: b > 0}                                 | constraintName
                    {constraintName: c, constraintBody: b > 0}                            | tableName
                    {tableName: a, constraintName: c, constraintBody: " "}                | constraintBody is empty
                    {tableName: a, constraintName: c, constraintBody: "b > 0) NO INHERIT --"} | constraintBody is no single expression
                    {tableName: a, constraintName: c, constraintBodi: b > 0}              | did you mean constraintBody?
                    {tableName: a, constraintName: c, constraintBody: b > 0, batchSize: 5} | has no attribute batchSize
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("addCheckValidated: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }

    @Test
    void elsewhereItIsOneStatement() throws Exception {
        Change change = Changelog.change("addCheckValidated: " + PRICE);
        assertThat(Arrays.stream(change.generateStatements(new H2Database())).map(Object::toString))
                .containsExactly("ALTER TABLE product ADD CONSTRAINT product_check CHECK (price > 0)");
        assertThat(Arrays.stream(change.generateRollbackStatements(new H2Database()))
                        .map(statement -> ((RawParameterizedSqlStatement) statement).getSql()))
                .containsExactly("ALTER TABLE product DROP CONSTRAINT product_check");
    }
}
