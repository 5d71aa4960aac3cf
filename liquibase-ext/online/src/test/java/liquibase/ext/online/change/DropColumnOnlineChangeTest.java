package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.ext.online.Changelog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropColumnOnlineChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    one     | {tableName: orders, columnName: note}
                    several | {schemaName: app, tableName: orders, columns: [column: {name: note}, column: {name: state}]}
                    quoted  | {schemaName: It's, tableName: order, columnName: Of User}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("dropColumnOnline/" + name, "dropColumnOnline: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {tableName: t}                                            | one of columnName and columns is required
                    {tableName: t, columnName: a, columns: [column: {name: b}]} | and not both
                    {columnName: a}                                           | tableName
                    {tableName: t, columnNam: a}                              | did you mean columnName?
                    {tableName: t, columns: [column: {type: int}]}            | each column needs a name
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("dropColumnOnline: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }
}
