package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.database.core.H2Database;
import liquibase.ext.online.Changelog;
import liquibase.statement.core.DropForeignKeyConstraintStatement;
import liquibase.statement.core.DropUniqueConstraintStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropConstraintOnlineChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    plain  | {tableName: orders, constraintName: orders_key}
                    base   | {baseTableSchemaName: app, baseTableName: orders, constraintName: orders_customer}
                    quoted | {schemaName: It's, tableName: order, constraintName: By User, dropIndex: true}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("dropConstraintOnline/" + name, "dropConstraintOnline: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {constraintName: c}                                      | one of tableName and baseTableName is required
                    {tableName: t, baseTableName: t, constraintName: c}        | and not both
                    {tableName: t}                                           | constraintName
                    {tableName: t, constraintName: c, dropIndex: false}       | PostgreSQL keeps no index
                    {tableName: t, constraintNam: c}                         | did you mean constraintName?
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("dropConstraintOnline: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }

    /** Where kinds of constraints have statements of their own, the words of the author say which is meant. */
    @Test
    void isTheStockChangeElsewhere() {
        assertThat(Changelog.change("dropConstraintOnline: {tableName: t, constraintName: c}")
                        .generateStatements(new H2Database()))
                .hasExactlyElementsOfTypes(DropUniqueConstraintStatement.class);
        assertThat(Changelog.change("dropConstraintOnline: {baseTableName: t, constraintName: c}")
                        .generateStatements(new H2Database()))
                .hasExactlyElementsOfTypes(DropForeignKeyConstraintStatement.class);
    }
}
