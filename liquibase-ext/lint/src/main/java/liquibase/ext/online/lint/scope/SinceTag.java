package liquibase.ext.online.lint.scope;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.change.core.TagDatabaseChange;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.finding.ChangeSetId;

/**
 * The changeSets behind a tagDatabase with this tag; behind the first one, should there be several.
 *
 * @param tag as the changelog writes it
 */
public record SinceTag(String tag) implements Selection {

    @Override
    public ReportScope of(Changelog changelog, ChangelogRequest request) throws ChangelogException {
        List<ChangeSetUnit> units = changelog.changeSets();
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i).filteredOut() == null && tags(units.get(i)).anyMatch(tag::equals)) {
                Set<ChangeSetId> later = new HashSet<>();
                units.subList(i + 1, units.size()).forEach(unit -> later.add(unit.id()));
                return new Chosen(later, later, Set.of());
            }
        }
        throw new ChangelogException("no tagDatabase has the tag " + tag + ". " + others(units), null, null);
    }

    private static String others(List<ChangeSetUnit> units) {
        Set<String> tags = new LinkedHashSet<>();
        units.stream()
                .filter(unit -> unit.filteredOut() == null)
                .flatMap(SinceTag::tags)
                .forEach(tags::add);
        return tags.isEmpty() ? "The changelog has no tagDatabase at all" : "The tags are: " + String.join(", ", tags);
    }

    private static Stream<String> tags(ChangeSetUnit unit) {
        return unit.source().getChanges().stream()
                .filter(TagDatabaseChange.class::isInstance)
                .map(change -> ((TagDatabaseChange) change).getTag());
    }
}
