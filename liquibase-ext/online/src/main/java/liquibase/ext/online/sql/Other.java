package liquibase.ext.online.sql;

import java.util.Optional;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * A command that is well-formed and that we know nothing of. It may lock any table for any time, so whoever judges
 * commands must not pass over it.
 */
public record Other(String sql) implements Command {
    /** What a command may do that is not understood. */
    static final Footprint ANYTHING = Footprint.ofUnnamed("any table", LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE);

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return ANYTHING;
    }

    @Override
    public Optional<String> notUnderstood(Known known) {
        return Optional.of("is of a kind that is not known");
    }
}
