package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes that make no sense: validation says so before any changeSet runs. */
@Tag("liquibase")
class BadAttributeIT {
    @TempDir
    Path folder;

    private TestDatabase database;
    private OnlineUpdate update;

    @BeforeEach
    void makeAProduct() throws Exception {
        database = PostgresServer.usual().freshDatabase();
        database.run("CREATE TABLE product (id int PRIMARY KEY, name text)");
        update = new OnlineUpdate(folder, database.url());
    }

    @AfterEach
    void dropIt() throws Exception {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <online:addColumnOnline tableName='product'/>                                 | addColumnOnline       | column
                    <online:backfillInBatches tableName='product'/>                               | backfillInBatches     | at least one column is required
                    <online:addUniqueConcurrently tableName='product' columnNames=''/>            | addUniqueConcurrently | columnNames is required
                    <online:addUniqueConcurrently tableName='product' constraintName='u'/>        | addUniqueConcurrently | columnNames is required
                    <online:setNotNullValidated tableName='product'/>                             | setNotNullValidated   | columnName
                    <online:setNotNullValidated columnName='name'/>                               | setNotNullValidated   | tableName
                    """)
    void whatIsLeftOutIsNamed(String change, String type, String problem) throws Exception {
        assertThat(update.refusedUnchanged(change))
                .contains("Validation Failed", "changelog.xml::change::it", type, problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    batchSize='-5'     | batchSize is -5; it must be 1 or more
                    batchSize='0'      | batchSize is 0; it must be 1 or more
                    batchSize='many'   | batchSize is many; it must be a whole number
                    pause='-1s'        | it must be 0 or more
                    pause='soon'       | pause is soon; it must be a time such as 200ms, 5s, 10min or 1h
                    maxPasses='0'      | maxPasses is 0; it must be 1 or more
                    lockTimeout='0'    | it must be 1ms or more
                    """)
    void aTuningValueOutOfRangeSaysWhatTheRangeIs(String attribute, String problem) throws Exception {
        assertThat(update.refusedUnchanged("<online:backfillInBatches tableName='product' " + attribute
                        + "><column name='name' value='x'/></online:backfillInBatches>"))
                .contains("Validation Failed", problem);
    }

    @Test
    void anUnknownAttributeIsAnErrorInYamlToo() throws Exception {
        assertThat(update.refusedUnchanged("changelog.yaml", """
                        databaseChangeLog:
                          - changeSet:
                              id: change
                              author: it
                              changes:
                                - setNotNullValidated:
                                    tableName: product
                                    columName: name
                        """)).contains("columName", "columnName");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <column name='n' type='bigserial'/>                                                         | adding a serial or identity column rewrites the table
                    <column name='n' type='bigint' autoIncrement='true'/>                                       | adding a serial or identity column rewrites the table
                    <column name='n' type='int'><constraints primaryKey='true'/></column>                       | a primary key cannot be added with the column
                    <column name='n' type='int GENERATED ALWAYS AS (id + 1) STORED'/>                           | adding a stored generated column rewrites the table
                    """)
    void aColumnThatCannotBeAddedOnlineIsRefusedWithTheWayRound(String column, String problem) throws Exception {
        assertThat(update.refusedUnchanged(
                        "<online:addColumnOnline tableName='product'>" + column + "</online:addColumnOnline>"))
                .contains("Validation Failed", "addColumnOnline: column n: ", problem);
    }
}
