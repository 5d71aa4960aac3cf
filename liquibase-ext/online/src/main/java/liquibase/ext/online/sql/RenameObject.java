package liquibase.ext.online.sql;

import java.util.Locale;
import liquibase.ext.online.lock.Footprint;

/**
 * ALTER … RENAME TO of what belongs to no table: catalog only.
 *
 * @param name as it stands behind the kind, with the arguments of a function
 */
public record RenameObject(Kind kind, String name, String newName) implements Command {
    /** What is renamed. */
    public enum Kind {
        SCHEMA,
        FUNCTION,
        PROCEDURE,
        DATABASE;

        /** Such as {@code schema}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String sql() {
        return "ALTER " + kind + " " + name + " RENAME TO " + Sql.name(newName);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }
}
