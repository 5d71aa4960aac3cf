package liquibase.ext.online.lint.changelog;

import java.util.List;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.source.SuppressionProblem;

/**
 * A changelog with everything it includes.
 *
 * @param file its root
 * @param changeSets in the order in which they run
 * @param suppressions those for whole files, by their place
 * @param databases what stands beside the changeSets and is for some databases only, such as properties
 * @param suppressionProblems what authors wrote for that and nobody can read
 */
public record Changelog(
        String file,
        List<ChangeSetUnit> changeSets,
        List<ForDatabases> databases,
        List<Suppression> suppressions,
        List<SuppressionProblem> suppressionProblems,
        Sources sources) {
    public Changelog {
        changeSets = List.copyOf(changeSets);
        databases = List.copyOf(databases);
        suppressions = List.copyOf(suppressions);
        suppressionProblems = List.copyOf(suppressionProblems);
    }
}
