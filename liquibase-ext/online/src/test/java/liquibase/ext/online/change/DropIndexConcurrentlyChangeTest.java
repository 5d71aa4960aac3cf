package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import liquibase.change.Change;
import liquibase.exception.RollbackImpossibleException;
import liquibase.ext.online.Changelog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DropIndexConcurrentlyChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    plain         | {tableName: orders, indexName: orders_customer}
                    table-unknown | {indexName: orders_customer}
                    partitioned   | {tableName: orders, indexName: orders_customer, partitioned: true}
                    quoted        | {schemaName: It's, tableName: order, indexName: By User}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("dropIndexConcurrently/" + name, "dropIndexConcurrently: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {tableName: p}                                          | indexName
                    {tableName: p, indexName: ""}                           | indexName is empty
                    {tableName: p, indexNam: i}                             | did you mean indexName?
                    {tableName: p, indexName: i, batchSize: 5}              | has no attribute batchSize
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("dropIndexConcurrently: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }

    @Test
    void hasNoRollbackOfItsOwn() {
        Change change = Changelog.change("dropIndexConcurrently: {tableName: p, indexName: i}");
        assertThat(change.supportsRollback(Changelog.postgres(17))).isFalse();
        assertThatThrownBy(() -> change.generateRollbackStatements(Changelog.postgres(17)))
                .isInstanceOf(RollbackImpossibleException.class)
                .hasMessageContaining("dropIndexConcurrently cannot be taken back");
    }
}
