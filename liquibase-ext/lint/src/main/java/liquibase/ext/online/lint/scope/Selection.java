package liquibase.ext.online.lint.scope;

import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogRequest;

/** How the reported changeSets are chosen, before the changelog is known. */
@FunctionalInterface
public interface Selection {
    /** Every changeSet is reported. */
    Selection ALL = (changelog, request) -> ReportScope.ALL;

    /**
     * The scope for a changelog.
     *
     * @param request how the changelog was read
     * @throws ChangelogException when that cannot be found out; nothing is reported in part
     */
    ReportScope of(Changelog changelog, ChangelogRequest request) throws ChangelogException;
}
