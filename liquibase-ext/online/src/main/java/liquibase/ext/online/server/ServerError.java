package liquibase.ext.online.server;

import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error of the server without what it quotes of rows. Its details (<em>Failing row contains …</em>, <em>Key (email)=(…)
 * already exists</em>) and its context hold values, and a message ends up in logs and state tables.
 */
final class ServerError {
    private ServerError() {}

    /**
     * The same error with its main message and hint alone; it has no cause that would say more. What is not from the
     * server, such as a lost connection, stays as it is.
     */
    static SQLException withoutDetail(SQLException failure) {
        return told(failure, message(failure));
    }

    /** The same with its detail, for a statement that meets no row of anybody's. */
    static SQLException withDetail(SQLException failure) {
        String detail = detail(failure);
        return told(failure, message(failure) + (detail.isEmpty() ? "" : ". " + detail));
    }

    private static SQLException told(SQLException failure, String message) {
        if (failure instanceof Refusal || isConnectionTrouble(failure)) {
            return failure;
        }
        SQLException told = SqlState.isDuplicate(failure)
                ? new DuplicateKey(message, failure, detail(failure))
                : new SQLException(message, failure.getSQLState(), failure.getErrorCode());
        told.setStackTrace(failure.getStackTrace());
        return told;
    }

    private static boolean isConnectionTrouble(SQLException failure) {
        return failure.getCause() != null
                && String.valueOf(failure.getSQLState()).startsWith("08");
    }

    private static String message(SQLException failure) {
        Optional<Object> fields = field(failure, "getServerErrorMessage");
        Optional<Object> main = fields.flatMap(server -> field(server, "getMessage"));
        if (main.isEmpty()) {
            return firstLine(failure);
        }
        return main.get()
                + fields.flatMap(server -> field(server, "getHint"))
                        .map(hint -> ". " + hint)
                        .orElse("");
    }

    private static String detail(SQLException failure) {
        return field(failure, "getServerErrorMessage")
                .flatMap(server -> field(server, "getDetail"))
                .map(String::valueOf)
                .orElse("");
    }

    /** By reflection, as the extension does not depend on the driver; empty where the driver is another one. */
    private static Optional<Object> field(Object from, String getter) {
        try {
            return Optional.ofNullable(from.getClass().getMethod(getter).invoke(from));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException notThisDriver) {
            return Optional.empty();
        }
    }

    /** Drivers put details on lines of their own, in whatever language the server speaks. */
    private static String firstLine(SQLException failure) {
        @Nullable String text = failure.getMessage();
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
