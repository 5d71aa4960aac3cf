package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.ext.online.Changelog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddPrimaryKeyConcurrentlyChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    one-column  | {tableName: product, columnNames: id}
                    composite   | {schemaName: app, tableName: line, columnNames: "order_id, position", constraintName: line_pk, tablespace: fast}
                    for-index   | {tableName: line, columnNames: id, forIndexName: line_id}
                    partitioned | {tableName: line, columnNames: id, partitioned: true}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("addPrimaryKeyConcurrently/" + name, "addPrimaryKeyConcurrently: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {tableName: a}                                    | columnNames
                    {columnNames: a}                                  | tableName
                    {tableName: a, columnNames: "b,,c"}               | a name is missing between two commas
                    {tableName: a, columnNames: b, clustered: true}   | clustered would have the rows rewritten
                    {tableName: a, columnNames: b, forIndexNam: c}    | did you mean forIndexName?
                    {tableName: a, columnNames: b, deferrable: true}  | has no attribute deferrable
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("addPrimaryKeyConcurrently: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }
}
