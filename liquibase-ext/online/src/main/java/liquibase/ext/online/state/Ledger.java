package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;

/** What a run writes down of what it does, so that a later one knows what was begun and whose it is. */
public interface Ledger {
    /** Refuses a plan that must not run on what is kept; looks only. */
    void check(Session session, Plan plan) throws SQLException;

    /**
     * Whether an earlier run of the change began to change something, so that what it takes away may be gone. In a rollback
     * block nobody knows, and there as in every rollback what is gone counts as done.
     */
    boolean hasBegun(Session session) throws SQLException;

    /** Something is about to be changed. */
    void begin(Session session) throws SQLException;

    /** The rows that are to be committed together with the commands, as statements; empty where there is nothing to keep. */
    List<String> rows(List<Command> commands);

    /** Whether a statement that runs once has done so. */
    boolean hasRun(Session session, String step) throws SQLException;

    /** The row that says so, as a statement for its transaction; empty where nothing is kept. */
    List<String> ran(String step);

    /** A build that commits by itself is about to begin. */
    void building(Session session, Command build) throws SQLException;

    /** What a build made is there. */
    void built(Session session, Command build) throws SQLException;

    /** What these would have made is there without them. */
    void found(Session session, List<Made> there) throws SQLException;

    /** These are not there, as they should be once the change is done. */
    void gone(Session session, List<Made> away) throws SQLException;

    /** Whether this change made the constraint, in this run or an earlier one. */
    boolean madeConstraint(Session session, QualifiedName table, String name) throws SQLException;

    /** The plan is done. */
    void end(Session session) throws SQLException;

    /** Of the edition that runs; a backfill goes on where one with the same stopped. */
    String fingerprint();

    /** The table that the rows go to, which a transaction that takes locks of others asks for first. */
    String table();
}
