package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * ALTER SEQUENCE: nextval waits for it until the end of the transaction.
 *
 * @param options as SQL text, such as RESTART WITH 10
 */
public record AlterSequence(boolean ifExists, QualifiedName sequence, String options) implements Command {
    @Override
    public String sql() {
        return "ALTER SEQUENCE " + (ifExists ? "IF EXISTS " : "") + sequence + " " + options;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(sequence, LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
