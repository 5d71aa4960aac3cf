package liquibase.ext.online.read;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.sql.Token;

/** Whether a statement that the readers are not sure of is well-formed SQL; whoever has a grammar can say. */
@FunctionalInterface
public interface Doubt {
    /**
     * The first problem of a single statement.
     *
     * @param tokens those of the statement, at least one, with their places in {@code sql}
     */
    Optional<Problem> about(String sql, List<Token> tokens);

    /**
     * What is wrong with a statement.
     *
     * @param offset the place, counted from the beginning of the statement
     */
    record Problem(String message, int offset) {}
}
