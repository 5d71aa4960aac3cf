package liquibase.ext.online.lint.scope;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.changelog.ChangeSet;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * ChangeSets that are known, and what they were when they became so.
 *
 * @param checksums of each; more than one where two branches edited it, none where it could not be known
 */
record History(Map<ChangeSetId, Set<String>> checksums) {

    /** A changelog as it was, its files taken from there. */
    static History of(List<ChangeSet> changeSets, ResourceAccessor resources) {
        Checksums checksums = new Checksums(resources);
        Map<ChangeSetId, Set<String>> known = new HashMap<>();
        for (ChangeSet changeSet : changeSets) {
            Set<String> of = known.computeIfAbsent(
                    new ChangeSetId(changeSet.getFilePath(), changeSet.getId(), changeSet.getAuthor()),
                    id -> new HashSet<>());
            @Nullable String checksum = checksums.of(changeSet);
            if (checksum != null) {
                of.add(checksum);
            }
        }
        return new History(known);
    }

    /** What a changelog has that this has not, or not so. */
    Chosen leaves(Changelog changelog, ResourceAccessor resources) {
        Checksums now = new Checksums(resources);
        Set<ChangeSetId> reported = new HashSet<>();
        Set<ChangeSetId> unreleased = new HashSet<>();
        Set<ChangeSetId> edited = new HashSet<>();
        for (ChangeSetUnit unit : changelog.changeSets()) {
            @Nullable Set<String> known = checksums.get(unit.id());
            if (known == null) {
                unreleased.add(unit.id());
                reported.add(unit.id());
            } else if (unit.filteredOut() == null) {
                @Nullable String checksum = now.of(unit.source());
                if (checksum == null || !known.contains(checksum)) {
                    reported.add(unit.id());
                }
                if (checksum != null
                        && !known.isEmpty()
                        && known.stream().noneMatch(old -> Checksums.isSame(old, checksum))) {
                    edited.add(unit.id());
                }
            }
        }
        return new Chosen(reported, unreleased, edited);
    }
}
