package liquibase.ext.online.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import liquibase.ext.online.server.Session;
import org.jspecify.annotations.Nullable;

/** A condition of the author's. It runs in a read-only transaction of its own, and not for long. */
final class PauseWhile implements Signal {
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final String condition;

    PauseWhile(String condition) {
        this.condition = condition;
    }

    @Override
    public String setting() {
        return "pauseWhile";
    }

    @Override
    public Optional<String> holds(Session session) throws SQLException {
        @Nullable String mayWork = ask(session);
        if (mayWork == null) {
            return Optional.of("pauseWhile is NULL: " + condition);
        }
        return mayWork.equals("t") ? Optional.empty() : Optional.of("pauseWhile is true: " + condition);
    }

    /** NOT takes a boolean only; the line break ends a comment. */
    private @Nullable String ask(Session session) throws SQLException {
        return session.script(session.authored().begin() + "SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = "
                        + LONGEST.toMillis() + "; SET LOCAL lock_timeout = 0; SELECT NOT (" + condition
                        + "\n); ROLLBACK")
                .rows()
                .get(0)
                .get(0);
    }
}
