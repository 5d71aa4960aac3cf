package liquibase.ext.online.execute;

import java.sql.SQLException;

/** A cause that we found ourselves, with what to do about it; PlanRunner adds the step and the state left behind. */
final class Refusal extends SQLException {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    Refusal(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    Refusal(String problem, String remedy, SQLException cause) {
        super(problem, cause.getSQLState(), cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
