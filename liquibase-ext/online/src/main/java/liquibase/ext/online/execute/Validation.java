package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Validate;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Constraints that are validated after they were added NOT VALID. One that rows violate would go on refusing new rows of
 * an application that knows nothing of a change which failed, and so is dropped again, if it is ours.
 */
final class Validation {
    private final Session session;
    private final Set<Constraint> added = new HashSet<>();

    private record Constraint(QualifiedName table, String name) {}

    /** Runs statements as their locks ask for. */
    @FunctionalInterface
    interface Runner {
        void run(Run run) throws SQLException;
    }

    Validation(Session session) {
        this.session = session;
    }

    /** What was run; constraints among it that are NOT VALID are this run's own. */
    void ran(List<Command> commands) {
        for (Command command : commands) {
            if (command instanceof AlterTable alter) {
                for (AlterTable.Action action : alter.actions()) {
                    if (action instanceof AddConstraint add && add.notValid()) {
                        added.add(new Constraint(alter.table(), String.valueOf(add.name())));
                    }
                }
            }
        }
    }

    void run(Validate validate, Runner runner) throws SQLException {
        try {
            runner.run(validate.run());
        } catch (SQLException failure) {
            if (!SqlState.isRowError(failure)) {
                throw failure;
            }
            String left = takeBack(validate, runner, failure);
            if (!SqlState.isViolation(failure)) {
                throw new Refusal(
                                SqlState.sentence(failure),
                                validate.violations().remedy(),
                                failure)
                        .leaving(left);
            }
            throw new RowLook(session).refusal(validate.violations(), failure).leaving(left);
        }
    }

    private String takeBack(Validate validate, Runner runner, SQLException failure) {
        String constraint = "constraint " + Sql.name(validate.constraint()) + " of " + validate.table();
        String drop = validate.takeBack().commands().get(0).sql();
        if (!validate.ours() && !added.contains(new Constraint(validate.table(), validate.constraint()))) {
            return constraint + " is NOT VALID, as it was found, and refuses new rows; this drops it: " + drop;
        }
        try {
            runner.run(validate.takeBack());
            return constraint + ", which was added for this, is dropped again";
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
            return constraint + " is NOT VALID, and refuses new rows; this drops it: " + drop;
        }
    }
}
