package liquibase.ext.online.execute;

import java.sql.SQLException;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Validate;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.state.Ledger;

/**
 * Constraints that are validated after they were added NOT VALID. One that rows violate would go on refusing new rows of
 * an application that knows nothing of a change which failed, and so is dropped again, if it is ours.
 */
final class Validation {
    private final Session session;
    private final Ledger ledger;

    /** Runs statements as their locks ask for. */
    @FunctionalInterface
    interface Runner {
        void run(Run run) throws SQLException;
    }

    Validation(Session session, Ledger ledger) {
        this.session = session;
        this.ledger = ledger;
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
        Made added = Made.takenBackBy(validate.takeBack().commands(), validate.known())
                .get(0);
        String drop = validate.takeBack().commands().get(0).sql();
        try {
            if (!ledger.madeConstraint(session, added.table(), added.name())) {
                return added + " is NOT VALID, as it was found, and refuses new rows; this drops it: " + drop;
            }
            runner.run(validate.takeBack());
            return added + ", which was added for this, is dropped again";
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
            return added + " is NOT VALID, and refuses new rows; this drops it: " + drop;
        }
    }
}
