package liquibase.ext.online.lint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.ext.online.lint.PlanLawTest;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangeUnit;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Versions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No rule has anything to say against a step of our own change types: each as a changeSet of its own, with what the plan
 * knows of the table by then, and under the lock_timeout that the runner sets.
 */
class PlanRulesTest {
    private static final Place HERE = Place.startOf("plan");

    static Stream<PlanLawTest.Transaction> transactions() {
        return PlanLawTest.transactions();
    }

    @ParameterizedTest
    @MethodSource("transactions")
    void hasNothingToSayAgainst(PlanLawTest.Transaction step) {
        List<Rule> rules = Registry.rules();
        List<Finding> findings = new ArrayList<>();
        boolean alone = step.commands().stream().anyMatch(command -> !command.runsInTransaction());
        Session session = new Session(alone ? Map.of() : Map.of("lock_timeout", "1s"));
        Run run = new Run(
                new Catalog(step.version()),
                step.known(),
                Versions.of(step.version()),
                session,
                findings::add,
                Registry.info(rules.get(0)));
        ChangeSetUnit changeSet = changeSet(step, !alone);
        run.beginChangeSet(true, false, !alone, true);
        List<StatementContext> contexts = new ArrayList<>();
        for (StatementUnit statement : changeSet.changes().get(0).statements()) {
            StatementContext context = new StatementContext(
                    run, changeSet, changeSet.changes().get(0), statement, run.existing(statement.command()));
            for (Rule rule : rules) {
                run.ask(Registry.info(rule));
                rule.statement(context);
            }
            run.ran(statement, context.footprint());
            contexts.add(context);
        }
        for (Rule rule : rules) {
            run.ask(Registry.info(rule));
            rule.changeSet(new ChangeSetContext(run, changeSet, contexts));
        }
        assertThat(findings)
                // It is about the minor release, which only the operator knows.
                .filteredOn(finding -> !finding.rule().equals("concurrent-index-corruption"))
                // What the application misses, it misses however it is dropped.
                .filteredOn(finding -> finding.effect() != Effect.COMPATIBILITY)
                .isEmpty();
    }

    private static ChangeSetUnit changeSet(PlanLawTest.Transaction step, boolean inTransaction) {
        List<StatementUnit> statements = new ArrayList<>();
        for (Command command : step.commands()) {
            statements.add(new StatementUnit(command, command.sql(), HERE, false, statements.size(), 0, List.of()));
        }
        ChangeSet source = new ChangeSet(
                "plan", "us", false, false, "plan", null, null, inTransaction, new DatabaseChangeLog("plan"));
        ChangeUnit change = new ChangeUnit("sql", HERE, new RawSQLChange(), statements, null, List.of(), List.of());
        return new ChangeSetUnit(
                new ChangeSetId("plan", "plan", "us"),
                HERE,
                source,
                List.of(change),
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
