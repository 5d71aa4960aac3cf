package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/**
 * A command that concerns the session only, such as LISTEN, DISCARD, SET CONSTRAINTS or SHOW: it locks no table.
 *
 * @param words the words that say which it is, in capitals
 * @param rest what stands behind them; may be empty
 */
public record SessionCommand(String words, String rest) implements Command {
    @Override
    public String sql() {
        return rest.isEmpty() ? words : words + " " + rest;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }

    @Override
    public boolean runsInTransaction() {
        return !words.equals("DISCARD") || !rest.equalsIgnoreCase("ALL");
    }
}
