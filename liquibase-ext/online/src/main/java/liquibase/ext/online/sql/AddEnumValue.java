package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/**
 * ALTER TYPE … ADD VALUE: no table is touched; the transaction that adds the value must not use it.
 *
 * @param position as SQL text, such as AFTER 'b'; may be empty
 */
public record AddEnumValue(QualifiedName type, boolean ifNotExists, String value, String position) implements Command {
    @Override
    public String sql() {
        return "ALTER TYPE " + type + " ADD VALUE " + (ifNotExists ? "IF NOT EXISTS " : "") + Sql.literal(value)
                + (position.isEmpty() ? "" : " " + position);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }
}
