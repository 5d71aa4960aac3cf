package liquibase.ext.online.lint.run;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.lint.catalog.Snapshot;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.scope.Selection;
import liquibase.ext.online.sql.Versions;

/**
 * What to lint, and how.
 *
 * @param scope which changeSets are reported
 * @param snapshot a database as it was before the changelog, or its sizes
 * @param severities other weights than the usual ones, by rule id
 * @param off the rules that are not asked, by id
 * @param smallTables tables whose locks never last, whatever their size is
 * @param smallTableRows tables with at most so many rows count as small, where a snapshot knows their size; 0 for none
 * @param session settings that the session begins with, such as lock_timeout from the JDBC URL or the role
 * @param today the day on which suppressions expire or not
 */
public record LintOptions(
        ChangelogRequest changelog,
        Versions versions,
        Selection scope,
        Optional<Snapshot> snapshot,
        Map<String, Severity> severities,
        Set<String> off,
        Set<String> smallTables,
        long smallTableRows,
        Map<String, String> session,
        LocalDate today) {
    public LintOptions {
        severities = Map.copyOf(severities);
        off = Set.copyOf(off);
        smallTables = Set.copyOf(smallTables);
        session = Map.copyOf(session);
    }

    /** Everything as usual. */
    public static LintOptions of(ChangelogRequest changelog, Versions versions) {
        return new LintOptions(
                changelog,
                versions,
                Selection.ALL,
                Optional.empty(),
                Map.of(),
                Set.of(),
                Set.of(),
                0,
                Map.of(),
                LocalDate.now(java.time.ZoneId.systemDefault()));
    }
}
