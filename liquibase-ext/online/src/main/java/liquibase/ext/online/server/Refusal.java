package liquibase.ext.online.server;

import java.sql.SQLException;

/** A cause that we found ourselves, with what to do about it; PlanRunner adds the step and the state left behind. */
public final class Refusal extends SQLException {
    private static final long serialVersionUID = 1L;
    private final String remedy;
    private String left = "";

    public Refusal(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    public Refusal(String problem, String remedy, SQLException cause) {
        super(problem, cause.getSQLState(), cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }

    /** The same, with a clause on what the step left, or took back. */
    public Refusal leaving(String clause) {
        left = clause;
        return this;
    }

    /** What the step left, or took back; empty where nothing is to be said. */
    public String left() {
        return left;
    }
}
