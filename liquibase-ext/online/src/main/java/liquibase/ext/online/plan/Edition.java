package liquibase.ext.online.plan;

import java.util.List;

/**
 * A changeSet as its author wrote it, and where it stands in the history.
 *
 * @param origin of the change that runs
 * @param fingerprints of the changes of the changeSet in order, each made of the author's attributes; empty for those of
 *     others
 * @param executed whether the history has the changeSet, so that running it again is what its author wants
 * @param accepted whether what an earlier edition left is to be taken as this one's work
 */
public record Edition(Origin origin, List<String> fingerprints, boolean executed, boolean accepted) {
    public Edition {
        fingerprints = List.copyOf(fingerprints);
    }

    /** Of the change that runs. */
    public String fingerprint() {
        return fingerprints.get(origin.changeIndex());
    }

    /** Whether the author has a change of ours at this place. */
    public boolean hasChangeAt(int changeIndex) {
        return changeIndex >= 0
                && changeIndex < fingerprints.size()
                && !fingerprints.get(changeIndex).isEmpty();
    }

    /** Whether the change at this place is the one that has begun. */
    public boolean has(int changeIndex, String fingerprint) {
        return hasChangeAt(changeIndex) && fingerprints.get(changeIndex).equals(fingerprint);
    }
}
