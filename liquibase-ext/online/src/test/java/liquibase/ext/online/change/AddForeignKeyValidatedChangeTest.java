package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.ext.online.Changelog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddForeignKeyValidatedChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    one-column    | {baseTableName: line, baseColumnNames: order_id, constraintName: line_order_fk, referencedTableName: orders, referencedColumnNames: id}
                    with-actions  | {baseTableSchemaName: app, baseTableName: line, baseColumnNames: "shop_id, sku", constraintName: line_fk, referencedTableSchemaName: shop, referencedTableName: product, referencedColumnNames: "shop_id, sku", onDelete: set null, onUpdate: CASCADE, deferrable: true, initiallyDeferred: true}
                    not-validated | {baseTableName: line, baseColumnNames: order_id, constraintName: line_order_fk, referencedTableName: orders, referencedColumnNames: id, validate: false, deleteCascade: true}
                    partitioned   | {baseTableName: line, baseColumnNames: order_id, constraintName: line_order_fk, referencedTableName: orders, referencedColumnNames: id, partitioned: true}
                    quoted        | {baseTableSchemaName: Shop, baseTableName: order, baseColumnNames: User, constraintName: Order to User, referencedTableSchemaName: Shop, referencedTableName: User, referencedColumnNames: Id}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("addForeignKeyValidated/" + name, "addForeignKeyValidated: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {baseTableName: a, baseColumnNames: b, constraintName: c, referencedTableName: r}                                           | referencedColumnNames
                    {baseTableName: a, baseColumnNames: b, referencedTableName: r, referencedColumnNames: id}                                   | constraintName
                    {baseTableName: a, baseColumnNames: "b,", constraintName: c, referencedTableName: r, referencedColumnNames: id}             | baseColumnNames is "b,": a name is missing
                    {baseTableName: a, baseColumnNames: b, constraintName: c, referencedTableName: r, referencedColumnNames: "id, x"}           | baseColumnNames has 1 names and referencedColumnNames 2
                    {baseTableName: a, baseColumnNames: b, constraintName: c, referencedTableName: r, referencedColumnNames: id, onDelete: DIE} | onDelete is DIE; it must be NO ACTION
                    {baseTableName: a, baseColumnNames: b, constraintName: c, referencedTableName: r, referencedColumnNames: id, onUpdat: DIE}  | did you mean onUpdate?
                    {baseTableName: a, baseColumnNames: b, constraintName: c, referencedTableName: r, referencedColumnNames: id, batchSize: 5}  | has no attribute batchSize
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("addForeignKeyValidated: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }
}
