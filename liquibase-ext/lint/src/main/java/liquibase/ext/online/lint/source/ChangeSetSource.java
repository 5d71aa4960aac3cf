package liquibase.ext.online.lint.source;

import java.util.List;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;

/**
 * Where a changeSet stands.
 *
 * @param id as it is written, properties not replaced
 * @param author as it is written, properties not replaced
 * @param place of the start tag in XML, of the key in YAML and JSON, of the {@code --changeset} line in SQL
 * @param changes in the order of the file
 * @param rollback the changes of its rollbacks; SQL text in a rollback counts as one change, {@code sql}
 * @param suppressions those for the whole changeSet
 */
public record ChangeSetSource(
        String id,
        String author,
        Place place,
        List<ChangeSource> changes,
        List<ChangeSource> rollback,
        List<Suppression> suppressions) {
    public ChangeSetSource {
        changes = List.copyOf(changes);
        rollback = List.copyOf(rollback);
        suppressions = List.copyOf(suppressions);
    }
}
