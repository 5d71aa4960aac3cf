package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import liquibase.ext.online.Changelog;
import liquibase.ext.online.plan.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddUniqueConcurrentlyChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    one-column    | {tableName: product, columnNames: sku}
                    named         | {schemaName: app, tableName: product, columnNames: "shop_id, sku", constraintName: one_sku}
                    with-extras   | {tableName: product, columnNames: sku, include: "title,price", nullsNotDistinct: true, tablespace: Fast}
                    deferrable    | {tableName: product, columnNames: sku, deferrable: true}
                    deferred      | {tableName: product, columnNames: sku, initiallyDeferred: true, constraintName: Sku}
                    partitioned   | {tableName: product, columnNames: sku, partitioned: true, deferrable: true}
                    quoted        | {schemaName: Shop, tableName: order, columnNames: "User, limit", include: Note}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("addUniqueConcurrently/" + name, "addUniqueConcurrently: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {tableName: p}                                        | columnNames is required
                    {tableName: p, columnNames: " "}                      | columnNames is required
                    {tableName: p, columnNames: a, forIndexName: i}       | forIndexName is not needed
                    {tableName: p, columnNames: a, clustered: true}       | clustered and disabled are unknown
                    {tableName: p, columnNames: a, disabled: true}        | clustered and disabled are unknown
                    {tableName: p, columnNames: a, includes: b}           | did you mean include?
                    {tableName: p, columnNames: a, batchSize: 5}          | has no attribute batchSize
                    {tableName: p, columnNames: a, lockTimeout: 0}        | lockTimeout is PT0S; it must be 1ms or more
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("addUniqueConcurrently: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }

    @Test
    void keepsANameOf63Bytes() {
        String longest = "c".repeat(63);
        OnlineChange<?> change = PlanGolden.online(
                "addUniqueConcurrently: {tableName: product, columnNames: sku, constraintName: " + longest + "}");
        assertThat(change.plan(PlanGolden.target(change, 17)).steps())
                .extracting(Step::name)
                .contains("add constraint " + longest);
    }

    @Test
    void generatesTheSameShortNameEveryTime() {
        OnlineChange<?> change = PlanGolden.online(
                "addUniqueConcurrently: {tableName: %s, columnNames: größe}".formatted("ä".repeat(31)));
        String name = change.plan(PlanGolden.target(change, 13)).steps().stream()
                .map(Step::name)
                .filter(step -> step.startsWith("check that the name"))
                .findFirst()
                .orElseThrow()
                .replaceAll("check that the name | is free", "");
        assertThat(name).isEqualTo("ä".repeat(25) + "_f32470cf_key");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
    }
}
