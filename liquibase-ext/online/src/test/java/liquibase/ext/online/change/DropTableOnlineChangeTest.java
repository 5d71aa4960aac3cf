package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.ext.online.Changelog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropTableOnlineChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    plain   | {tableName: orders}
                    cascade | {schemaName: app, tableName: orders, cascadeConstraints: true}
                    quoted  | {schemaName: It's, tableName: order}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("dropTableOnline/" + name, "dropTableOnline: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {cascadeConstraints: true}          | tableName
                    {tableName: t, cascade: true}       | has no attribute cascade
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("dropTableOnline: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }
}
