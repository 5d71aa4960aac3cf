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

    /** Whether it begins a transaction. */
    public boolean begins() {
        return verb.equals("BEGIN") || verb.equals("START");
    }

    /** Whether it ends the transaction, for good or for nothing; ROLLBACK TO a savepoint does not. */
    public boolean ends() {
        return commits() || rollsBack();
    }

    /** Whether it ends the transaction and keeps what was done. */
    public boolean commits() {
        return (verb.equals("COMMIT") || verb.equals("END")) && !names("PREPARED");
    }

    /** Whether it ends the transaction and undoes all that was done. */
    public boolean rollsBack() {
        return (verb.equals("ROLLBACK") || verb.equals("ABORT")) && !names("TO") && !names("PREPARED");
    }

    private boolean names(String word) {
        return SqlLexer.tokens(rest).stream().anyMatch(token -> token.is(word));
    }
}
