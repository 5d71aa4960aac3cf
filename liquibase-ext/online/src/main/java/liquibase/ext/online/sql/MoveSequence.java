package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * ALTER SEQUENCE … OWNER TO, SET SCHEMA and SET LOGGED: nobody gets a number until the transaction ends.
 *
 * @param action what stands behind the sequence
 */
public record MoveSequence(boolean ifExists, QualifiedName sequence, String action) implements Command {
    @Override
    public String sql() {
        return "ALTER SEQUENCE " + (ifExists ? "IF EXISTS " : "") + sequence + " " + action;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(sequence, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
