package liquibase.ext.online.lint.scope;

import java.util.Set;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.finding.ChangeSetId;

/**
 * Chosen changeSets. Those that do not run on PostgreSQL are never among them.
 *
 * @param reported those whose findings are shown
 * @param unreleased those that no database with data has run; one that was edited after it was released is not among
 *     them, for the table that it made may be full
 * @param edited those that are released with another md5sum, as far as that is known
 */
record Chosen(Set<ChangeSetId> reported, Set<ChangeSetId> unreleased, Set<ChangeSetId> edited) implements ReportScope {
    Chosen {
        reported = Set.copyOf(reported);
        unreleased = Set.copyOf(unreleased);
        edited = Set.copyOf(edited);
    }

    @Override
    public boolean reports(ChangeSetUnit changeSet) {
        return changeSet.filteredOut() == null && reported.contains(changeSet.id());
    }

    @Override
    public boolean isUnreleased(ChangeSetUnit changeSet) {
        return changeSet.filteredOut() == null && unreleased.contains(changeSet.id());
    }

    @Override
    public boolean isEdited(ChangeSetUnit changeSet) {
        return changeSet.filteredOut() == null && edited.contains(changeSet.id());
    }
}
