package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import liquibase.change.Change;
import liquibase.exception.RollbackImpossibleException;
import liquibase.ext.online.Changelog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteInBatchesChangeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    every-row    | {tableName: event}
                    where        | {tableName: event, where: "happened < now() - interval '90 days' -- old"}
                    where-params | {tableName: event, where: ":name = :value", whereParams: [{param: {name: Kind, value: "it's"}}]}
                    archive      | {schemaName: Shop, tableName: Order, archiveTo: Old Order, allowUnindexedReferences: true}
                    allowed      | {tableName: event, allowCascade: true, allowUnindexedReferences: true}
                    """)
    void plans(String name, String attributes) {
        PlanGolden.assertPlans("deleteInBatches/" + name, "deleteInBatches: " + attributes);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '`', textBlock = """
                    {where: a}                                         | tableName is required
                    {tableName: p, where: "c) OR (true"}               | where is no single condition: c) OR (true
                    {tableName: p, were: c}                            | did you mean where?
                    {tableName: p, archiveTo: P}                       | archiveTo is the table itself
                    {tableName: p, archiveSchemaName: old}             | archiveSchemaName is given without archiveTo
                    {tableName: p, archiveTo: " "}                     | archiveTo is empty
                    {tableName: p, batchTime: 0ms}                     | batchTime is PT0S; it must be 1ms or more
                    {tableName: p, where: "b = ?", whereParams: [{param: {vlue: c}}]} | has no attribute vlue
                    """)
    void refuses(String attributes, String problem) {
        assertThat(Changelog.change("deleteInBatches: " + attributes)
                        .validate(Changelog.postgres(17))
                        .getErrorMessages())
                .anySatisfy(error -> assertThat(error).contains(problem));
    }

    @Test
    void whatItAllowsIsNoPartOfTheCheckSum() {
        Change one = Changelog.change("deleteInBatches: {tableName: p}");
        assertThat(Changelog.change(
                                "deleteInBatches: {tableName: p, allowCascade: true, allowUnindexedReferences: true}")
                        .generateCheckSum())
                .isEqualTo(one.generateCheckSum());
        assertThat(Changelog.change("deleteInBatches: {tableName: p, archiveTo: q}")
                        .generateCheckSum())
                .isNotEqualTo(one.generateCheckSum());
    }

    @Test
    void thereIsNoWayBack() {
        Change change = Changelog.change("deleteInBatches: {tableName: p}");
        assertThat(change.supportsRollback(Changelog.postgres(17))).isFalse();
        assertThatThrownBy(() -> change.generateRollbackStatements(Changelog.postgres(17)))
                .isInstanceOf(RollbackImpossibleException.class)
                .hasMessageContaining("write a rollback into the changeSet");
    }
}
