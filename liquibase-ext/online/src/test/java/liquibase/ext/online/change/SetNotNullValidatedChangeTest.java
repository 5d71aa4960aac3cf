package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.ext.online.Changelog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetNotNullValidatedChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    plain       | {tableName: product, columnName: sku}
                    filled      | {tableName: product, columnName: sku, defaultNullValue: "it's none", batchSize: 10, pause: 1s}
                    fill-null   | {tableName: product, columnName: sku, defaultNullValue: "NULL"}
                    named       | {schemaName: app, tableName: product, columnName: sku, constraintName: Sku}
                    quoted      | {schemaName: Shop, tableName: Order, columnName: user}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("setNotNullValidated/" + name, "setNotNullValidated: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {tableName: p, columnName: a, validate: false}  | validate=false would leave rows unchecked
                    {tableName: p}                                  | columnName is required
                    {columnName: a}                                 | tableName is required
                    {tableName: p, columnName: a, batchSize: 0}     | batchSize is 0; it must be 1 or more
                    {tableName: p, columnName: a, batchSize: many}  | batchSize is many; it must be a whole number
                    {tableName: p, columnName: a, pause: -1}        | pause is PT-0.001S; it must be 0 or more
                    {tableName: p, columnName: a, pause: soon}      | pause is soon; it must be a time such as 200ms
                    {tableName: p, columnName: a, columns: []}      | has no attribute columns
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("setNotNullValidated: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }
}
