package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import org.jspecify.annotations.Nullable;

/**
 * SET of a run-time parameter: no lock, but it may change how long later commands wait for one.
 *
 * @param value as SQL text; null resets it
 */
public record SetParameter(
        boolean local, String name, @Nullable String value) implements Command {
    @Override
    public String sql() {
        return value == null ? "RESET " + name : "SET " + (local ? "LOCAL " : "") + name + " = " + value;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }
}
