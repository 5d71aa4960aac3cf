package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** ALTER SEQUENCE … RENAME TO. */
public record RenameSequence(boolean ifExists, QualifiedName sequence, String newName) implements Command {
    @Override
    public String sql() {
        return "ALTER SEQUENCE " + (ifExists ? "IF EXISTS " : "") + sequence + " RENAME TO " + Sql.name(newName);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(sequence, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
