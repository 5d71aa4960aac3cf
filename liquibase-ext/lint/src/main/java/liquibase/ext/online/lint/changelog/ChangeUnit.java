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
 * @param suppressions those for the whole change
 * @param suppressionsInSql where a suppression is part of the SQL that the author wrote, and so of the md5sum
 */
public record ChangeUnit(
        String name,
        Place place,
        Change source,
        List<StatementUnit> statements,
        @Nullable String notAnalysed,
        List<Suppression> suppressions,
        List<Place> suppressionsInSql) {
    public ChangeUnit {
        suppressionsInSql = List.copyOf(suppressionsInSql);
        statements = List.copyOf(statements);
        suppressions = List.copyOf(suppressions);
    }

    /** Whether it is one of our change types, which run each step in a transaction of its own and wait politely. */
    public boolean isOnline() {
        return source instanceof OnlineChange<?>;
    }
}
