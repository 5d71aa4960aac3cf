package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.LiquibaseException;
import liquibase.exception.SetupException;
import liquibase.ext.online.Changelog;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every online change does alike. */
class OnlineChangeTest {
    private static final String UNIQUE = "addUniqueConcurrently: {tableName: p, columnNames: a}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNIQUE,
                "addColumnOnline: {tableName: p, columns: [{column: {name: a, type: int, valueComputed: id}}]}",
                "backfillInBatches: {tableName: p, columns: [{column: {name: a, value: b}}]}",
                "setNotNullValidated: {tableName: p, columnName: a}"
            })
    void planningGivesTheSameEachTimeAndNeedsNoConnection(String yaml) {
        Change change = Changelog.change(yaml);
        Database unconnected = new PostgresDatabase();
        assertThat(IntStream.range(0, 6)
                        .mapToObj(i -> script(change, unconnected))
                        .distinct())
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("p");
        assertThat(unconnected.getConnection()).isNull();
    }

    private static String script(Change change, Database database) {
        return Arrays.stream(change.generateStatements(database))
                .map(SqlStatement::toString)
                .toList()
                .toString();
    }

    @Test
    void onAnotherDatabaseItIsTheStockChange() {
        Database h2 = Changelog.database("h2", 2);
        SqlStatement[] statements = Changelog.change(UNIQUE).generateStatements(h2);
        Sql[] sql = SqlGeneratorFactory.getInstance().generateSql(statements, h2);
        assertThat(sql).singleElement().extracting(Sql::toSql).asString().contains("ADD UNIQUE (a)");
    }

    @Test
    void aloneInItsChangeSetItLeavesTheTransaction() throws LiquibaseException {
        ChangeSet changeSet = changeSet("[{" + UNIQUE + "}]", "");
        changeSet.getChanges().get(0).finishInitialization();
        assertThat(changeSet.isRunInTransaction()).isFalse();
        assertThat(errors(changeSet)).isEmpty();
    }

    @Test
    void amongOthersItAsksForAChangeSetOfItsOwn() throws LiquibaseException {
        ChangeSet changeSet = changeSet("[{" + UNIQUE + "}, {dropTable: {tableName: q}}]", "");
        assertThat(changeSet.isRunInTransaction()).isTrue();
        assertThat(errors(changeSet))
                .singleElement()
                .asString()
                .contains("Move it to a changeSet of its own, or set runInTransaction=\"false\"");
    }

    @Test
    void amongOthersItRunsWhenTheAuthorSaysSo() throws LiquibaseException {
        assertThat(errors(changeSet("[{" + UNIQUE + "}, {dropTable: {tableName: q}}]", "runInTransaction: false")))
                .isEmpty();
    }

    @Test
    void modifySqlIsRefused() throws LiquibaseException {
        assertThat(errors(changeSet("[{" + UNIQUE + "}]", "modifySql: [{append: {value: x}}]")))
                .singleElement()
                .asString()
                .contains("cannot be altered by modifySql");
    }

    private static ChangeSet changeSet(String changes, String attribute) throws LiquibaseException {
        return Changelog.parse("yaml", """
                databaseChangeLog:
                - changeSet:
                    id: 1
                    author: tester
                    %s
                    changes: %s
                """.formatted(attribute, changes))
                .getChangeSets()
                .get(0);
    }

    private static List<String> errors(ChangeSet changeSet) throws SetupException {
        Change change = changeSet.getChanges().get(0);
        change.finishInitialization();
        return change.validate(Changelog.postgres(17)).getErrorMessages();
    }
}
