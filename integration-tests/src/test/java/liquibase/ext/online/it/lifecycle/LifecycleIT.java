package liquibase.ext.online.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example forwards, backwards and forwards again; as scripts in {@link LifecycleScriptsIT}. What a major does with a
 * single command is proved elsewhere: locks in {@code it.lock}, going on after a kill in {@code it.resume}.
 */
@Tag("liquibase")
class LifecycleIT {
    @ParameterizedTest(name = "PostgreSQL {0}, {1}")
    @MethodSource("liquibase.ext.online.it.lifecycle.Example#onAMajor")
    void updatesOnceRollsBackAndUpdatesAgain(int major, Example example) throws Exception {
        try (TestDatabase database = example.setUp(major)) {
            Commands liquibase = Commands.on(database, example);
            State before = State.undone(database, example);

            liquibase.update();
            State updated = State.of(database, example);
            assertThat(updated.lines()).noneMatch(line -> line.contains("NOT VALID") || line.contains("INVALID"));
            assertThat(liquibase.run("status", Map.entry("verbose", true))).contains("is up to date");

            Statements second = new Statements();
            String history = Catalog.history(database);
            liquibase.heardBy(second).update();
            assertThat(Catalog.history(database)).isEqualTo(history);

            database.run("DELETE FROM databasechangelog");
            liquibase.heardBy(second).update();
            assertThat(second.thatChangeTables())
                    .as("an update whose history was lost finds all steps done")
                    .isEmpty();
            State.of(database, example).assertIs(updated);

            liquibase.rollBackLast();
            State.undone(database, example).assertIs(before);

            liquibase.update();
            State.of(database, example).assertIs(updated);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("liquibase.ext.online.it.lifecycle.Example#aThirdOnUsualMajor")
    void updateTestingRollbackEndsUpdated(Example example) throws Exception {
        int major = PostgresServer.usual().major();
        try (TestDatabase straight = example.setUp(major);
                TestDatabase testing = example.setUp(major)) {
            Commands.on(straight, example).update();
            Commands.on(testing, example).run("updateTestingRollback");
            State.of(testing, example).assertIs(State.of(straight, example));
        }
    }
}
