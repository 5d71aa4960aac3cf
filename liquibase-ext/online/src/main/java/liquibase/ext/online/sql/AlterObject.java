package liquibase.ext.online.sql;

import java.util.Optional;
import liquibase.ext.online.lock.Footprint;

/**
 * ALTER of what belongs to no table and holds no rows: catalog only. A publication locks the tables that it names.
 *
 * @param kind the words behind ALTER, in capitals, such as ROLE or TEXT SEARCH CONFIGURATION
 * @param definition all that stands behind them
 */
public record AlterObject(String kind, String definition) implements Command {
    @Override
    public String sql() {
        return "ALTER " + kind + " " + definition;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return kind.equals("PUBLICATION") ? Publications.footprint(definition) : Footprint.NONE;
    }

    @Override
    public Optional<String> notUnderstood(Known known) {
        boolean updates =
                kind.equals("EXTENSION") && SqlLexer.tokens(definition).stream().anyMatch(token -> token.is("UPDATE"));
        return updates ? Optional.of("runs the update scripts of an extension, which are not known") : Optional.empty();
    }

    @Override
    public boolean runsInTransaction() {
        return !kind.equals("SYSTEM") && !kind.equals("DATABASE");
    }
}
