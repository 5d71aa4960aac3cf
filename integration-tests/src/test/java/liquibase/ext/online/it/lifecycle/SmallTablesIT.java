package liquibase.ext.online.it.lifecycle;

import java.util.Map;
import liquibase.Scope;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example on its few rows: done at once where that is possible, and in steps; both leave the same, and go the same way back. */
class SmallTablesIT {
    @ParameterizedTest(name = "PostgreSQL {0}, {1}")
    @MethodSource("liquibase.ext.online.it.lifecycle.Example#halfOnAMajor")
    void leavesTheSameAtOnceAndInSteps(int major, Example example) throws Exception {
        try (TestDatabase inSteps = example.setUp(major);
                TestDatabase atOnce = example.setUp(major)) {
            State before = State.undone(atOnce, example);
            Commands.on(inSteps, example).update();
            Commands small = Commands.on(atOnce, example);
            small(small::update);
            State.of(atOnce, example).assertIs(State.of(inSteps, example), "at once");
            small(small::rollBackLast);
            State.undone(atOnce, example).assertIs(before, "rolled back");
        }
    }

    /** As users have it, where the tests have it off. */
    private static void small(Scope.ScopedRunner<?> work) throws Exception {
        Scope.child(Map.of("liquibase.online.smallTable", "8MB"), work);
    }
}
