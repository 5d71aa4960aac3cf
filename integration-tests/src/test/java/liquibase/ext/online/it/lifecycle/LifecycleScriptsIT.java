package liquibase.ext.online.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example as the scripts of update-sql and the rollback commands, which lead to the same as the commands. */
@Tag("liquibase")
class LifecycleScriptsIT {
    @ParameterizedTest(name = "PostgreSQL {0}, {1}")
    @MethodSource("liquibase.ext.online.it.lifecycle.Example#halfOnAMajor")
    void theScriptsLeadToTheSameAsTheCommands(int major, Example example) throws Exception {
        assumeTrue(example.hasScript());
        try (TestDatabase live = example.setUp(major);
                TestDatabase scripted = example.setUp(major)) {
            Commands liquibase = Commands.on(live, example);
            String update = liquibase.run("updateSql");
            liquibase.update();
            PsqlScript.run(scripted, update);
            State.of(scripted, example).assertIs(State.of(live, example));
            assertThat(Commands.on(scripted, example).run("status")).contains("is up to date");

            String rollback = liquibase.run("rollbackCountSql", Map.entry("count", 1));
            liquibase.rollBackLast();
            String futureRollback = liquibase.run("futureRollbackSql");
            try (TestDatabase future = PostgresServer.of(major).copyOf(scripted)) {
                PsqlScript.run(scripted, rollback);
                PsqlScript.run(future, futureRollback);
                State.of(scripted, example).assertIs(State.of(live, example));
                State.of(future, example).assertIs(State.of(live, example));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @Tag("once")
    @MethodSource("liquibase.ext.online.it.lifecycle.Example#aThirdOnUsualMajor")
    void theScriptRunsWithoutPsqlToo(Example example) throws Exception {
        assumeTrue(example.hasScript());
        int major = PostgresServer.usual().major();
        try (TestDatabase live = example.setUp(major);
                TestDatabase scripted = example.setUp(major)) {
            String script = Commands.on(live, example).run("updateSql");
            Commands.on(live, example).update();
            PsqlScript.jdbc(scripted, script);
            State.of(scripted, example).assertIs(State.of(live, example));
        }
    }
}
