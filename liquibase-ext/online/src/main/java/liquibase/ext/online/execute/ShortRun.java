package liquibase.ext.online.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import liquibase.ext.online.plan.Action.Tell;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.server.Server;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.state.FirstRun;

/**
 * Does a change on small tables in two round trips: whether nothing stands in its way, and the change itself. Whatever
 * fails is rolled back, and the plan, which tells things apart, has its turn.
 */
public final class ShortRun {
    /** Connections that have been looked at, servers and state tables. */
    private static final Map<Connection, Seen> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private final Connection connection;
    private final Session ours;
    private final Session authors;
    private final Settings settings;
    private final FirstRun first;

    /**
     * @param table where the rows of a change go: one connection may serve several histories
     * @param trusted a boolean expression: whether that is still as it was
     */
    private record Seen(PgVersion version, String table, String trusted) {}

    /**
     * For one change.
     *
     * @param ours pins its own search_path in each transaction
     * @param authors has the author's
     */
    public ShortRun(Session ours, Session authors, Settings settings, FirstRun first) {
        this.connection = ours.connection();
        this.ours = ours;
        this.authors = authors;
        this.settings = settings;
        this.first = first;
    }

    /**
     * Does the change at once where that is possible.
     *
     * @param note hears what is worth a line
     * @return whether it is done
     * @throws PlanFailedException if the connection was lost, so that nobody knows
     */
    public boolean does(Plan plan, ShortTransaction transaction, Consumer<String> note) throws PlanFailedException {
        if (settings.smallTable() == 0) {
            return false;
        }
        try {
            Optional<PgVersion> version = ready(transaction);
            if (version.isEmpty()) {
                return false;
            }
            authors.execute(
                    transaction.sql(version.get(), settings, first.table(), first.rows(transaction.commands())));
            for (Tell tell : transaction.tells()) {
                new Look(ours).tell(tell, note);
            }
            return true;
        } catch (SQLException failure) {
            if (SqlState.isConnectionLost(failure)) {
                throw new PlanFailedException(
                        plan.title() + ", which was to be done at once: " + SqlState.sentence(failure)
                                + ". State: either all of it stands or nothing does. Next: mend the cause and run update"
                                + " again, which finds out.",
                        failure);
            }
            return false;
        }
    }

    private Optional<PgVersion> ready(ShortTransaction transaction) throws SQLException {
        if (!connection.getAutoCommit()) {
            return Optional.empty();
        }
        Seen seen = KNOWN.get(connection);
        String fits = transaction.fits(settings.smallTable());
        if (seen == null || !seen.table().equals(first.table())) {
            PgVersion version = new Server(ours).check(settings.allowPooler());
            if (!ours.holds(fits)) {
                return Optional.empty();
            }
            seen = new Seen(version, first.table(), first.trusted(ours));
            KNOWN.put(connection, seen);
        }
        boolean free = ours.holds(fits + " AND " + seen.trusted() + " AND " + first.isFirst());
        return free ? Optional.of(seen.version()) : Optional.empty();
    }
}
