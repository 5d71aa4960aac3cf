package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.plan.Action.Once;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.CreateTableAs;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.LockTable;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Reindex;
import liquibase.ext.online.sql.SetParameter;
import liquibase.ext.online.sql.TransactionControl;
import liquibase.ext.online.sql.Vacuum;
import liquibase.ext.online.sql.Versions;

/**
 * Statements of an author's own, each in a transaction of its own, in their order. One that takes a lock which stops others
 * for a moment gets it without queueing; what CONCURRENTLY builds or drops is judged by the catalog; what would stop others
 * for longer is refused.
 *
 * @param commands as they were read
 */
public record StatementSteps(List<Command> commands) {
    private static final int SHOWN = 60;

    public StatementSteps {
        commands = List.copyOf(commands);
    }

    /**
     * Why they cannot run, a sentence each; none when they can.
     *
     * @param mayBlock whether the author accepts what stops others, and what nobody understands
     */
    public List<String> problems(PgVersion version, boolean mayBlock) {
        if (commands.isEmpty()) {
            return List.of("there is no statement in it");
        }
        List<String> problems = new ArrayList<>();
        Set<String> made = new LinkedHashSet<>();
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            String statement = "statement " + (i + 1) + " (" + shown(command) + ") ";
            problem(command, command.footprint(version, Known.NOTHING).withoutAny(made), version, mayBlock)
                    .forEach(problem -> problems.add(statement + problem));
            made(command).forEach(table -> made.add(table.toString()));
        }
        return problems;
    }

    private static Stream<String> problem(Command command, Footprint footprint, PgVersion version, boolean mayBlock) {
        if (command instanceof TransactionControl || command instanceof LockTable || command instanceof SetParameter) {
            return Stream.of("has no effect on the others, as each runs in a transaction of its own: leave it out");
        }
        if (!command.runsInTransaction() && !isRepeatable(command)) {
            return Stream.of(
                    "cannot run in a transaction, and nothing tells afterwards whether it ran: run it by sql, in a changeSet"
                            + " with runInTransaction=\"false\"");
        }
        if (!footprint.isBlocking()) {
            return Stream.empty();
        }
        Verdict verdict = Recipes.of(command, new Given(Known.NOTHING, Versions.of(version), List.of()));
        if (verdict instanceof Verdict.Online online) {
            return Stream.of("stops others for a time that grows with the table: " + instead(online.stages()));
        }
        return mayBlock
                ? Stream.empty()
                : Stream.of(why(verdict, footprint) + "; if that may be, say why in allowBlocking");
    }

    private static String why(Verdict verdict, Footprint footprint) {
        return verdict instanceof Verdict.Unread unread
                ? unread.why() + ", so that nobody knows whom it stops"
                : "stops others for a time that grows with the table (" + footprint + ")";
    }

    /** Our change type, or else the statements that go one by one. */
    private static String instead(List<Stage> stages) {
        for (Stage stage : stages) {
            if (stage instanceof Stage.Change change) {
                return "use " + change.form().type();
            }
        }
        return "write instead, one by one: "
                + stages.stream()
                        .filter(Stage.Statements.class::isInstance)
                        .flatMap(stage -> ((Stage.Statements) stage).commands().stream())
                        .map(Command::sql)
                        .collect(Collectors.joining("; "));
    }

    /** Whether the catalog tells that it is done, or doing it again changes nothing. */
    private static boolean isRepeatable(Command command) {
        return (command instanceof CreateIndex index && index.name() != null)
                || (command instanceof DropIndex drop && drop.indexes().size() == 1)
                || command instanceof Reindex
                || command instanceof Vacuum;
    }

    private static List<QualifiedName> made(Command command) {
        if (command instanceof CreateTable table) {
            return List.of(table.name());
        }
        return command instanceof CreateTableAs table ? List.of(table.name()) : List.of();
    }

    /**
     * The steps.
     *
     * @param qualified names a table or index with the schema that it is found in
     */
    public List<Step> steps(Circumstances circumstances, UnaryOperator<QualifiedName> qualified) {
        return IntStream.range(0, commands.size())
                .boxed()
                .flatMap(i -> steps("statement " + (i + 1), commands.get(i), circumstances, qualified).stream())
                .toList();
    }

    private static List<Step> steps(
            String name, Command command, Circumstances circumstances, UnaryOperator<QualifiedName> qualified) {
        if (command instanceof CreateIndex index && index.concurrently()) {
            return IndexSteps.create(index.asDefined().on(qualified.apply(index.table())), circumstances);
        }
        if (command instanceof DropIndex drop && drop.concurrently()) {
            QualifiedName index = qualified.apply(drop.indexes().get(0));
            List<Step> steps = DropIndexSteps.drop(index, null, circumstances);
            return drop.ifExists()
                    ? steps.stream()
                            .map(step ->
                                    step.when(Conditions.relationExists(index).assuming(true)))
                            .toList()
                    : steps;
        }
        return List.of(Step.of(
                name, command.runsInTransaction() ? new Once(command) : new Run(List.of(command), Known.NOTHING)));
    }

    private static String shown(Command command) {
        String line = command.sql().replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
