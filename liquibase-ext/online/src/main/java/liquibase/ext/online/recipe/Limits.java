package liquibase.ext.online.recipe;

import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.SetParameter;

/** How long a statement by hand waits for its locks, while others queue up behind it. */
public final class Limits {
    /** Short enough for the queue behind it, long enough to get the lock between two transactions. */
    private static final String WAIT = "'2s'";

    private static final String LOCK_TIMEOUT = "lock_timeout";

    private Limits() {}

    /** The limit, to the end of the transaction or, without one, until it is taken back. */
    public static Command limit(boolean inTransaction) {
        return new SetParameter(inTransaction, LOCK_TIMEOUT, WAIT);
    }

    /** Takes the limit back. */
    public static Command back() {
        return back(LOCK_TIMEOUT);
    }

    /** Gives a setting of the session its usual value. */
    public static Command back(String setting) {
        return new SetParameter(false, setting, null);
    }

    /** Switches a timeout off. */
    public static Command off(String timeout) {
        return new SetParameter(false, timeout, "0");
    }
}
