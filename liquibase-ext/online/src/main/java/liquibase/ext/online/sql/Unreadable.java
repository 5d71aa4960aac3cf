package liquibase.ext.online.sql;

import java.util.Optional;
import liquibase.ext.online.lock.Footprint;

/**
 * Text that is no SQL of PostgreSQL as far as we can read it. Like {@link Other}, it must not be passed over.
 *
 * @param problem what is wrong with it
 * @param offset where in the text
 */
public record Unreadable(String sql, String problem, int offset) implements Command {
    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Other.ANYTHING;
    }

    @Override
    public Optional<String> notUnderstood(Known known) {
        return Optional.of("is no SQL of PostgreSQL as far as it can be read: " + problem);
    }
}
