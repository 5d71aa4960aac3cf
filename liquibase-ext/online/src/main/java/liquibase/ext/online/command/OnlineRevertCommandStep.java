package liquibase.ext.online.command;

import com.google.auto.service.AutoService;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import liquibase.command.AbstractCommandStep;
import liquibase.command.CommandBuilder;
import liquibase.command.CommandDefinition;
import liquibase.command.CommandResultsBuilder;
import liquibase.command.CommandScope;
import liquibase.command.CommandStep;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.change.BegunChangeSets;
import liquibase.ext.online.change.OnlineRun;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.state.Kept;
import liquibase.lockservice.LockService;

/**
 * {@code liquibase online-revert}: takes back changeSets that began and were not executed, by what was kept of them; their
 * changelog may say something else by now. Holds the changelog lock. Fails when none matches.
 */
@AutoService(CommandStep.class)
public final class OnlineRevertCommandStep extends AbstractCommandStep {
    private static final String[] COMMAND_NAME = {"onlineRevert"};

    private static final ChangeSetFilter.Arguments CHANGE_SETS =
            ChangeSetFilter.Arguments.of(new CommandBuilder(COMMAND_NAME));

    @Override
    public String[][] defineCommandNames() {
        return new String[][] {COMMAND_NAME};
    }

    @Override
    public List<Class<?>> requiredDependencies() {
        return List.of(Database.class, LockService.class);
    }

    @Override
    public void adjustCommandDefinition(CommandDefinition command) {
        command.setShortDescription("Take back online changesets that began and were not executed");
        command.setLongDescription(
                "Drops what every changeset that matches has made so far: columns, constraints, indexes, defaults and NOT NULL."
                        + " Needs no changelog, so that it works after the changeset was edited or removed. What stood before"
                        + " stays, and so do values that a backfill wrote and what another changeset has taken over."
                        + " Changesets that were executed are for rollback.");
    }

    @Override
    public void run(CommandResultsBuilder results) throws Exception {
        CommandScope scope = results.getCommandScope();
        Database database = (Database) scope.getDependency(Database.class);
        ChangeSetFilter filter = CHANGE_SETS.in(scope);
        List<List<Kept>> begun;
        List<String> lines = new ArrayList<>();
        try (OnlineDatabase online = OnlineDatabase.of(scope)) {
            begun = online.begun(filter);
            if (begun.isEmpty()) {
                throw new LiquibaseException("No online change" + filter
                        + " has begun without being executed; there is nothing to take back. What was executed is taken back by"
                        + " rollback.");
            }
            for (List<Kept> changeSet : begun) {
                takeBack(database, withoutOthers(online, changeSet, lines), lines);
            }
        }
        Output.write(results, lines);
    }

    /** What another changeSet stands on is left to that one, whose rollback takes it back. */
    private static List<Kept> withoutOthers(OnlineDatabase online, List<Kept> changeSet, List<String> lines)
            throws SQLException {
        List<Kept> own = new ArrayList<>(changeSet);
        for (Kept row : changeSet) {
            Optional<Kept> other = row.isOwn() ? online.ofAnother(row) : Optional.empty();
            if (other.isPresent()) {
                online.handOver(row, other.get());
                own.remove(row);
                lines.add("Left to changeSet " + other.get().origin() + ", which has taken it over: " + row);
            }
        }
        return own;
    }

    /** The last change first. */
    private static void takeBack(Database database, List<Kept> changeSet, List<String> lines) throws DatabaseException {
        Map<Integer, List<Kept>> changes = new TreeMap<>(Comparator.reverseOrder());
        changeSet.forEach(row -> changes.computeIfAbsent(row.origin().changeIndex(), none -> new ArrayList<>())
                .add(row));
        for (List<Kept> change : changes.values()) {
            Origin origin = BegunChangeSets.origin(change);
            List<Made> made = Kept.made(change);
            OnlineRun.of(database)
                    .takeBack(
                            new Plan(
                                    "online-revert",
                                    origin.toString(),
                                    Kept.revert(change).steps()),
                            origin);
            lines.add("Taken back (" + origin + "): "
                    + (made.isEmpty()
                            ? "nothing was made"
                            : String.join(
                                    "; ", made.stream().map(Made::toString).toList())));
            change.stream()
                    .filter(row -> row.kind().equals("fill") && row.written() > 0)
                    .forEach(
                            row -> lines.add(
                                    "  " + row
                                            + " stay as they are: what they held before is kept nowhere. How far this came is forgotten."));
            change.stream()
                    .filter(Kept::isStatement)
                    .forEach(row -> lines.add(
                            "  " + row + ", is not taken back: only its author knows how. It runs again with the"
                                    + " next update."));
            Kept.adopted(change)
                    .forEach(there -> lines.add("  " + there + " was there before and " + whatBecameOf(there, made)));
        }
    }

    /** PostgreSQL drops with a constraint its index, and what partitions had with what the whole table has. */
    private static String whatBecameOf(Made there, List<Made> made) {
        if (made.stream().anyMatch(own -> own.isConstraintOf(there))) {
            return "was built again, as it went with its constraint";
        }
        boolean ofAPart = made.stream().anyMatch(own -> !own.table().equals(there.table()));
        return ofAPart ? "is there again, as it went with that of the whole table" : "stays";
    }
}
