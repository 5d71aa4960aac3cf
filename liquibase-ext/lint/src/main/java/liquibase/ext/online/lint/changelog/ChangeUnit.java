package liquibase.ext.online.lint.changelog;

import java.util.List;
import liquibase.change.Change;
import liquibase.ext.online.change.OnlineChange;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import org.jspecify.annotations.Nullable;

/**
 * One change of a changeSet.
 *
 * @param name such as {@code createIndex}
 * @param source the change as Liquibase loaded it
 * @param statements what it sends; of an online change, what the stock change that it replaces would send
 * @param notAnalysed why what it does is not or not wholly known, or null
 */
public record ChangeUnit(
        String name,
        Place place,
        Change source,
        List<StatementUnit> statements,
        @Nullable String notAnalysed,
        List<Suppression> suppressions) {
    public ChangeUnit {
        statements = List.copyOf(statements);
        suppressions = List.copyOf(suppressions);
    }

    /** Whether it is one of our change types, which run each step in a transaction of its own and wait politely. */
    public boolean isOnline() {
        return source instanceof OnlineChange<?>;
    }
}
