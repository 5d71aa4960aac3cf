package liquibase.ext.online.execute;

import org.jspecify.annotations.Nullable;

/** A plan that ended early. The message says what failed, why, what state is left and what to do next. */
public final class PlanFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    PlanFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
