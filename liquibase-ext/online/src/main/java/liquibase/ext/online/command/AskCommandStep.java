package liquibase.ext.online.command;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.command.AbstractCommandStep;
import liquibase.command.CommandBuilder;
import liquibase.command.CommandResultsBuilder;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.fill.ProgressTables.Request;
import liquibase.ext.online.fill.ProgressTables.Status;
import liquibase.ext.online.server.Activity;
import org.jspecify.annotations.Nullable;

/**
 * A command that asks something of every unfinished backfill that matches, wherever it runs. The process reads it after
 * its batch. Fails when there is none to ask.
 */
abstract class AskCommandStep extends AbstractCommandStep {
    private final String[] name;
    private final ChangeSetFilter.Arguments changeSets;

    AskCommandStep(String[] name, ChangeSetFilter.Arguments changeSets) {
        this.name = name;
        this.changeSets = changeSets;
    }

    static ChangeSetFilter.Arguments arguments(String[] name) {
        return ChangeSetFilter.Arguments.of(new CommandBuilder(name));
    }

    /** What is asked; null takes back what was asked. */
    abstract @Nullable Request request();

    /** Whether it can be asked for the next run as well, when no process works on the backfill. */
    abstract boolean outlivesProcess();

    /** What happens now, after the name of the backfill and a colon. */
    abstract String effect(Status backfill, boolean working);

    @Override
    public final String[][] defineCommandNames() {
        return new String[][] {name};
    }

    @Override
    public final List<Class<?>> requiredDependencies() {
        return List.of(Database.class);
    }

    @Override
    public final void run(CommandResultsBuilder results) throws Exception {
        ChangeSetFilter filter = changeSets.in(results.getCommandScope());
        try (OnlineDatabase database = OnlineDatabase.of(results.getCommandScope())) {
            List<String> lines = new ArrayList<>();
            boolean unfinished = false;
            for (Status backfill : database.backfills(filter)) {
                if (!backfill.status().equals("done")) {
                    unfinished = true;
                    ask(database, backfill, lines);
                }
            }
            if (lines.isEmpty()) {
                throw new LiquibaseException(
                        unfinished
                                ? "No process works on an unfinished backfill" + filter + "; there is nothing to end."
                                : "There is no unfinished backfill" + filter + " in this database.");
            }
            Output.write(results, lines);
        }
    }

    private void ask(OnlineDatabase database, Status backfill, List<String> lines) throws SQLException {
        boolean working = new Activity(database.session()).works(backfill.backend());
        if (working || outlivesProcess()) {
            database.tables().ask(database.session(), backfill, request());
            lines.add("Backfill of " + backfill.relation() + " (" + backfill.origin() + "): "
                    + effect(backfill, working));
        }
    }
}
