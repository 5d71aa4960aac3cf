package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import liquibase.ext.online.Changelog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddColumnOnlineChangeTest {
    private static final String ROLES = "constraints: {nullable: false, unique: true}";

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    nothing-but-a-type | {name: note, type: text}
                    constant-default   | {name: state, type: varchar(20), defaultValue: new, constraints: {nullable: false}}
                    stable-default     | {name: made, type: timestamptz, defaultValueComputed: now(), constraints: {nullable: false}}
                    volatile-default   | {name: token, type: uuid, defaultValueComputed: gen_random_uuid(), constraints: {nullable: false, unique: true}}
                    unknown-default    | {name: code, type: text, defaultValueComputed: "app.next_code('x')", constraints: {nullable: false}}
                    sequence-default   | {name: number, type: bigint, defaultValueSequenceNext: number_seq}
                    value-for-old-rows | {name: sku, type: text, defaultValue: none, valueComputed: "'PROD-' || id", constraints: {nullable: false}}
                    named-not-null     | {name: sku, type: text, defaultValue: none, constraints: {nullable: false, notNullConstraintName: sku_there}}
                    foreign-key        | {name: shop_id, type: bigint, constraints: {references: "app.shop(id)", deleteCascade: true, initiallyDeferred: true}}
                    foreign-key-parts  | {name: shop_id, type: bigint, constraints: {referencedTableName: shop, referencedColumnNames: id, foreignKeyName: fk}}
                    foreign-key-later  | {name: shop_id, type: bigint, constraints: {references: shop(id), validateForeignKey: false}}
                    check              | {name: price, type: "numeric(10,2)", constraints: {checkConstraint: "CHECK (price > 0)"}}
                    domain             | {name: mail, type: app.email, remarks: "where it's sent"}
                    virtual            | {name: twice, type: int GENERATED ALWAYS AS (id * 2) VIRTUAL}
                    """)
    void plansAColumn(String name, String column) {
        PlanGolden.assertPlans(
                "addColumnOnline/" + name,
                "addColumnOnline: {tableName: product, schemaName: public, columns: [{column: " + column + "}]}");
    }

    @Test
    void plansSeveralColumnsCheckingAllBeforeAddingAny() {
        PlanGolden.assertPlans("addColumnOnline/several", """
                addColumnOnline:
                  tableName: product
                  columns:
                  - column: {name: a, type: int, defaultValueNumeric: 1}
                  - column: {name: b, type: text, valueComputed: "lower(name)", constraints: {unique: true}}
                """);
    }

    @Test
    void plansNamesThatNeedQuotes() {
        PlanGolden.assertPlans("addColumnOnline/quoted", """
                addColumnOnline:
                  schemaName: Shop
                  tableName: Order
                  columns:
                  - column:
                      name: user
                      type: int
                      defaultValueComputed: '"App"."Next"()'
                      constraints: {nullable: false, unique: true, references: 'Shop.User(Id)'}
                """);
    }

    @Test
    void plansThePartitionsOfAScript() {
        PlanGolden.assertPlans("addColumnOnline/partitioned", """
                addColumnOnline:
                  tableName: product
                  partitioned: true
                  columns:
                  - column: {name: code, type: text, constraints: {unique: true}}
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {type: int}                                              | needs a name and a type
                    {name: a}                                                | needs a name and a type
                    {name: a, type: int, beforeColumn: b}                    | PostgreSQL adds columns at the end
                    {name: a, type: int, afterColumn: b}                     | PostgreSQL adds columns at the end
                    {name: a, type: int, position: 1}                        | PostgreSQL adds columns at the end
                    {name: a, type: bigserial}                               | defaultValueComputed="nextval('the_sequence')"
                    {name: a, type: SERIAL4}                                 | Create a sequence
                    {name: a, type: int, autoIncrement: true}                | Create a sequence
                    {name: a, type: int GENERATED ALWAYS AS (b) STORED}      | use VIRTUAL
                    {name: a, type: int, constraints: {primaryKey: true}}    | ADD PRIMARY KEY USING INDEX
                    {name: a, type: int, constraints: {references: shop}}    | references must read table(column)
                    {name: a, type: int, constraints: {validateNullable: false}} | mean nothing to PostgreSQL
                    {name: a, type: int, constraints: {validateUnique: false}}   | mean nothing to PostgreSQL
                    {name: a, type: int, valueComputed: "CAST(NULL AS int)"}     | the rows are NULL without a value
                    {name: a, type: int, defaultValueComputed: "f(1"}            | this is no single expression: f(1
                    {name: a, type: int, constraints: {checkConstraint: "a > 0) OR (true"}} | this is no single expression: a > 0
                    """)
    void refusesWithTheRecipe(String column, String recipe) {
        assertThat(errors("addColumnOnline: {tableName: product, columns: [{column: " + column + "}]}"))
                .anySatisfy(error -> assertThat(error).contains(recipe));
    }

    @Test
    void refusesAnEmptyListOfColumns() {
        assertThat(errors("addColumnOnline: {tableName: product, columns: []}"))
                .containsExactly("addColumnOnline: at least one column is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serial_number", "my_serial"})
    void takesTypesThatOnlySoundSerial(String type) {
        assertThat(errors("addColumnOnline: {tableName: product, columns: [{column: {name: a, type: " + type + "}}]}"))
                .isEmpty();
    }

    @Test
    void findsUnknownAttributesOfColumnsAndConstraints() {
        assertThat(errors("addColumnOnline: {tableName: product, columns: [{column: {name: a, type: int, defaultVal: 1,"
                        + ROLES.replace("unique", "uniqe") + "}}]}"))
                .containsExactlyInAnyOrder(
                        "column has no attribute defaultVal; did you mean defaultValue?",
                        "constraints has no attribute uniqe; did you mean unique?");
    }

    private static List<String> errors(String yaml) {
        return Changelog.change(yaml).validate(Changelog.postgres(17)).getErrorMessages();
    }
}
