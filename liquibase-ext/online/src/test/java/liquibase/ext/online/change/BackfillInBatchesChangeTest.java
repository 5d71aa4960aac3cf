package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.change.Change;
import liquibase.ext.online.Changelog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackfillInBatchesChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    one-column      | {tableName: product, columns: [{column: {name: sku, valueComputed: "'P-' || id"}}]}
                    several-columns | {tableName: product, columns: [{column: {name: a, valueNumeric: 1}}, {column: {name: b, value: "x'y"}}]}
                    where           | {tableName: product, columns: [{column: {name: a, value: z}}, {column: {name: b, valueBoolean: true}}], where: "a = 'y' OR a IS NULL"}
                    where-null      | {tableName: product, columns: [{column: {name: a}}], where: a = 0}
                    where-params    | {tableName: product, columns: [{column: {name: a, value: z}}], where: ":name = :value AND b > ? AND made < :value", whereParams: [{param: {name: Old, value: "it's"}}, {param: {valueNumeric: 7}}, {param: {valueComputed: now()}}]}
                    quoted          | {schemaName: Shop, tableName: Order, columns: [{column: {name: User, valueComputed: 'current_user'}}]}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("backfillInBatches/" + name, "backfillInBatches: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {tableName: p, columns: []}                                      | at least one column is required
                    {tableName: p, columns: [{column: {value: a}}]}                  | a column has no name
                    {tableName: p, columns: [{column: {name: a}}]}                   | column a has no value
                    {tableName: p, columns: [{column: {name: a, valueClobFile: f}}]} | values from files are not supported
                    {tableName: p, columns: [{column: {name: a, valueComputed: "NULL::text"}}]}  | column a: NULL leaves a NULL as it is
                    {tableName: p, columns: [{column: {name: a, valueComputed: "upper(p.A)"}}]} | column a: its value reads the column itself, which is NULL in the rows
                    {tableName: p, columns: [{column: {name: a, valueComputed: "f(1"}}]}   | column a: its value is no single expression: f(1
                    {tableName: p, columns: [{column: {name: a, value: b}}], where: "c) OR (true"}   | where is no single condition: c) OR (true
                    {tableName: p, columns: [{column: {name: a, value: b}}], were: c}    | did you mean where?
                    {tableName: p, columns: [{column: {name: a, value: b}}], maxPasses: 0}   | maxPasses is 0; it must be 1 or more
                    {tableName: p, columns: [{column: {name: a, value: b}}], where: "b = ?", whereParams: [{param: {vlue: c}}]} | has no attribute vlue
                    {tableName: p, columns: [{column: {name: a, value: b}}], where: ":name IS NULL AND c > :value", whereParams: [{param: {name: a}}, {param: {valueNumeric: 0}}]} | param a of whereParams has no value
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("backfillInBatches: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }

    @Test
    void theValuesOfTheConditionArePartOfTheCheckSum() {
        String yaml =
                "backfillInBatches: {tableName: p, columns: [{column: {name: a, value: b}}], where: 'a = ?', whereParams:"
                        + " [{param: {value: %s}}]}";
        Change one = Changelog.change(yaml.formatted("x"));
        assertThat(one.generateCheckSum())
                .isEqualTo(Changelog.change(yaml.formatted("x")).generateCheckSum())
                .isNotEqualTo(Changelog.change(yaml.formatted("y")).generateCheckSum());
    }
}
