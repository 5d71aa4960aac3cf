package liquibase.ext.online.lint.source;

import java.util.List;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import org.jspecify.annotations.Nullable;

/**
 * Where a change stands.
 *
 * @param name of the change type, without a namespace prefix
 * @param place of the start tag in XML, of the key in YAML and JSON, of the statements in SQL
 * @param suppressions those for the whole change; those for one statement are in {@link SqlText#suppressions(Place)}
 * @param sql the SQL that is written in it, or null for none
 */
public record ChangeSource(
        String name,
        Place place,
        List<Suppression> suppressions,
        @Nullable SqlText sql) {
    public ChangeSource {
        suppressions = List.copyOf(suppressions);
    }
}
