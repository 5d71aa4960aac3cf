package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/**
 * CREATE TABLE … OF a composite type.
 *
 * @param rest what stands behind the type; may be empty
 */
public record CreateTypedTable(
        CreateTable.Persistence persistence, boolean ifNotExists, QualifiedName name, QualifiedName type, String rest)
        implements Command {
    @Override
    public String sql() {
        return "CREATE " + persistence.prefix() + "TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + name + " OF "
                + type + (rest.isEmpty() ? "" : " " + rest);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }
}
