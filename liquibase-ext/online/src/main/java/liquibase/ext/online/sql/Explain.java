package liquibase.ext.online.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.lock.Footprint;

/**
 * EXPLAIN: takes the locks of the command; with ANALYZE it runs the command too.
 *
 * @param options as they stand before the command; may be empty
 */
public record Explain(String options, Command command) implements Command {
    @Override
    public String sql() {
        return "EXPLAIN " + (options.isEmpty() ? "" : options + " ") + command.sql();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Footprint footprint = command.footprint(version, known);
        return runs() ? footprint : footprint.withoutWork();
    }

    @Override
    public Optional<String> notUnderstood(Known known) {
        return command.notUnderstood(known);
    }

    /** ANALYZE, ANALYZE true and the like; only a plain no is one. */
    public boolean runs() {
        List<Token> tokens = SqlLexer.tokens(options);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("ANALYZE") || tokens.get(i).is("ANALYSE")) {
                return i + 1 >= tokens.size()
                        || !Set.of("false", "off", "0")
                                .contains(tokens.get(i + 1).text().toLowerCase(Locale.ROOT));
            }
        }
        return false;
    }
}
