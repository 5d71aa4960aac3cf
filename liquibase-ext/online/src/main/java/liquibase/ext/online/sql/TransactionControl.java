package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/**
 * BEGIN, COMMIT, ROLLBACK, SAVEPOINT and the like: no lock of their own, but they decide how long others are held.
 *
 * @param verb the first word, in capitals
 * @param rest what stands behind it; may be empty
 */
public record TransactionControl(String verb, String rest) implements Command {
    @Override
    public String sql() {
        return rest.isEmpty() ? verb : verb + " " + rest;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }
}
