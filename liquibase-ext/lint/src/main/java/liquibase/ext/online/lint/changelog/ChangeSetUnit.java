package liquibase.ext.online.lint.changelog;

import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import org.jspecify.annotations.Nullable;

/**
 * One changeSet as Liquibase would run it.
 *
 * @param source the changeSet as Liquibase loaded it
 * @param changes in order; empty when it is filtered out
 * @param rollback the changes of its rollback block
 * @param databases what of it is for some databases only, itself first
 * @param filteredOut why it would not run on PostgreSQL with these contexts and labels, or null
 */
public record ChangeSetUnit(
        ChangeSetId id,
        Place place,
        ChangeSet source,
        List<ChangeUnit> changes,
        List<ChangeUnit> rollback,
        List<Suppression> suppressions,
        List<ForDatabases> databases,
        @Nullable String filteredOut) {
    public ChangeSetUnit {
        changes = List.copyOf(changes);
        rollback = List.copyOf(rollback);
        suppressions = List.copyOf(suppressions);
        databases = List.copyOf(databases);
    }

    /**
     * Whether all its changes run in one transaction, so that a lock is held until the last one is done; psql has a session
     * of its own, and commits each statement.
     */
    public boolean runsInTransaction() {
        return source.isRunInTransaction() && !isRunWithPsql(source);
    }

    /** Whether what it sets for its session holds for the next one. */
    public boolean sharesSession() {
        return !isRunWithPsql(source);
    }

    static boolean isRunWithPsql(ChangeSet changeSet) {
        return "psql".equalsIgnoreCase(changeSet.getRunWith());
    }
}
