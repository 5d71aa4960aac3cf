package liquibase.ext.online.command;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.command.AbstractCommandStep;
import liquibase.command.CommandArgumentDefinition;
import liquibase.command.CommandBuilder;
import liquibase.command.CommandDefinition;
import liquibase.command.CommandResultsBuilder;
import liquibase.command.CommandScope;
import liquibase.command.CommandStep;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;

/**
 * {@code liquibase online-status}: backfills, index builds and begun changeSets, whoever runs them. Takes no lock, so that it works while
 * another process holds the changelog lock. Fails when changesets were asked for and none matches.
 */
@AutoService(CommandStep.class)
public final class OnlineStatusCommandStep extends AbstractCommandStep {
    private static final String[] COMMAND_NAME = {"onlineStatus"};

    private static final ChangeSetFilter.Arguments CHANGE_SETS;
    private static final CommandArgumentDefinition<String> FORMAT;

    static {
        CommandBuilder command = new CommandBuilder(COMMAND_NAME);
        CHANGE_SETS = ChangeSetFilter.Arguments.of(command);
        FORMAT = command.argument("format", String.class)
                .description("text, for people, or json, one object, for programs")
                .defaultValue("text")
                .build();
    }

    @Override
    public String[][] defineCommandNames() {
        return new String[][] {COMMAND_NAME};
    }

    @Override
    public List<Class<?>> requiredDependencies() {
        return List.of(Database.class);
    }

    @Override
    public void adjustCommandDefinition(CommandDefinition command) {
        command.setShortDescription(
                "Show how far online changes are: rows, rate, time left, what holds them, who is in the way");
        command.setLongDescription(
                "Shows each backfill of this database (rows, percentage, rate, time left, phase, what holds"
                        + " it, its last error, who is in its way, whether a process works on it), the index builds in progress,"
                        + " and the changesets that began and were not executed, with what stands of them."
                        + " Works while another process holds the changelog lock.");
    }

    @Override
    public void run(CommandResultsBuilder results) throws Exception {
        CommandScope scope = results.getCommandScope();
        String format = scope.getArgumentValue(FORMAT);
        boolean json = "json".equalsIgnoreCase(format);
        if (!json && !"text".equalsIgnoreCase(format)) {
            throw new LiquibaseException("format is " + format + "; it must be text or json");
        }
        ChangeSetFilter filter = CHANGE_SETS.in(scope);
        try (OnlineDatabase database = OnlineDatabase.of(scope)) {
            Situation situation = Situation.of(database, filter);
            if (situation.backfills().isEmpty() && situation.begun().isEmpty() && !filter.isAny()) {
                throw new LiquibaseException(
                        "No backfill" + filter + " has run in this database, and nothing else of it is begun.");
            }
            Output.write(results, json ? List.of(StatusJson.of(situation).toString()) : text(situation));
        }
    }

    private static List<String> text(Situation situation) {
        List<String> lines = StatusText.of(situation);
        return lines.isEmpty()
                ? List.of("No backfill has run in this database, no index is being built online, and nothing is begun.")
                : lines;
    }
}
