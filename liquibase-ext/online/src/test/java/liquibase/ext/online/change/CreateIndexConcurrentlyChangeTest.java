package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.ext.online.Changelog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateIndexConcurrentlyChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    one-column    | {tableName: orders, indexName: orders_customer, columns: [column: {name: customer_id}]}
                    unnamed       | {schemaName: app, tableName: orders, columns: [column: {name: lower(note), computed: true}, column: {name: placed, descending: true}]}
                    unique        | {tableName: orders, indexName: one_open, unique: true, where: state = 'open', columns: [column: {name: customer_id}, column: {name: lower(note) text_pattern_ops, computed: true}]}
                    with-extras   | {tableName: orders, indexName: orders_note, using: GIN, with: fastupdate = off, tablespace: Fast, columns: [column: {name: note gin_trgm_ops, computed: true}]}
                    include       | {tableName: orders, indexName: orders_no, unique: true, nullsNotDistinct: true, include: "state, note", columns: [column: {name: number}]}
                    commented     | {tableName: orders, indexName: orders_note, where: "state = 'open' -- not yet", columns: [column: {name: "lower(note) -- as searched", computed: true}, column: {name: number}]}
                    partitioned   | {tableName: orders, indexName: orders_customer, partitioned: true, columns: [column: {name: customer_id}]}
                    quoted        | {schemaName: Shop, tableName: order, indexName: By User, columns: [column: {name: User}, column: {name: limit, descending: true}]}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("createIndexConcurrently/" + name, "createIndexConcurrently: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {tableName: p}                                                                        | at least one column is required
                    {tableName: p, columns: [column: {computed: true}]}                                   | at least one column is required
                    {columns: [column: {name: a}]}                                                        | tableName
                    {tableName: p, columns: [column: {name: "lower(a", computed: true}]}                  | no single expression: lower(a
                    {tableName: p, where: "a > 1; DROP TABLE p", columns: [column: {name: a}]}            | where is no single expression
                    {tableName: p, clustered: true, columns: [column: {name: a}]}                         | clustered is unknown
                    {tableName: p, associatedWith: "foreignKey,primaryKey", columns: [column: {name: a}]} | associatedWith is foreignKey,primaryKey
                    {tableName: p, nullsNotDistinct: true, columns: [column: {name: a}]}                  | for a unique index only
                    {tableName: p, indexname: x, columns: [column: {name: a}]}                            | did you mean indexName?
                    {tableName: p, batchSize: 5, columns: [column: {name: a}]}                            | has no attribute batchSize
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("createIndexConcurrently: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }
}
