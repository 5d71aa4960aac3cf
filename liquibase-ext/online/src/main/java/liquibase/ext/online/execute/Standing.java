package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.SqlState;

/** What stands when a plan ends early: the steps that this run did, and what the one that failed says of itself. */
final class Standing {
    private static final Left NOTHING = () -> "";
    private static final int NAMED = 5;

    private final List<String> done = new ArrayList<>();
    private Left atWork = NOTHING;

    /** What a step that failed has left, asked when it has. */
    @FunctionalInterface
    interface Left {
        /**
         * In words.
         *
         * @return a clause such as "4000 rows are written and stay"; empty for nothing
         * @throws SQLException if the server cannot be asked any more
         */
        String clause() throws SQLException;
    }

    /** A step begins that leaves nothing unless it says otherwise. */
    void begins() {
        atWork = NOTHING;
    }

    /** What the step at work would leave. */
    void wouldLeave(Left left) {
        atWork = left;
    }

    /** A step is done, and may have changed something. */
    void done(Step step) {
        done.add(step.name());
        atWork = NOTHING;
    }

    /**
     * For a message, without a full stop.
     *
     * @param failure what ended the plan, which may say more of what it left than the step could
     */
    String sentence(SQLException failure) {
        String left = failure instanceof Refusal refusal && !refusal.left().isEmpty() ? refusal.left() : left();
        if (done.isEmpty()) {
            return left.isEmpty() ? "nothing was changed in this run" : left;
        }
        return "what this run did before stands, and is not repeated (" + names() + ")"
                + (left.isEmpty() ? "" : "; but " + left);
    }

    private String left() {
        try {
            return atWork.clause();
        } catch (SQLException gone) {
            return "what this step left, the server could not be asked (" + SqlState.sentence(gone)
                    + "); the next run looks";
        }
    }

    private String names() {
        int left = Math.max(0, done.size() - NAMED);
        return (left == 0 ? "" : "… ") + done.stream().skip(left).collect(Collectors.joining(", "));
    }
}
