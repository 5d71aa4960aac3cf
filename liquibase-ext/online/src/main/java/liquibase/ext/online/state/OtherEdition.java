package liquibase.ext.online.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Edition;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.server.Refusal;

/** What stands of an edition of a changeSet that is not the one which is to run; never empty. */
public record OtherEdition(Origin origin, List<Kept> standing) {
    public OtherEdition {
        standing = List.copyOf(standing);
    }

    /**
     * Compares the two.
     *
     * @param edition the one that is to run
     * @param kept of the whole changeSet
     */
    public static Optional<OtherEdition> of(Edition edition, List<Kept> kept) {
        List<Kept> standing = kept.stream()
                .filter(row -> row.stands() && isOfAnother(row, edition, kept))
                .toList();
        return standing.isEmpty() ? Optional.empty() : Optional.of(new OtherEdition(edition.origin(), standing));
    }

    /**
     * What stands of a changeSet of which there is no edition any more.
     *
     * @param kept of it, at least one row
     */
    public static Optional<OtherEdition> ofNone(List<Kept> kept) {
        List<Kept> standing = kept.stream().filter(Kept::stands).toList();
        return standing.isEmpty()
                ? Optional.empty()
                : Optional.of(new OtherEdition(kept.get(0).origin(), standing));
    }

    /** The first layout kept no fingerprints of changes; where no change of ours is left, it is another edition anyway. */
    private static boolean isOfAnother(Kept row, Edition edition, List<Kept> kept) {
        return !edition.hasChangeAt(row.origin().changeIndex())
                || kept.stream()
                        .anyMatch(begin -> begin.isBegin()
                                && begin.origin().equals(row.origin())
                                && !edition.has(begin.origin().changeIndex(), begin.fingerprint()));
    }

    /** Says what stands, and how to go on. */
    public Refusal refusal() {
        return new Refusal(
                "changeSet " + origin + " was edited after it had begun; from its earlier edition stand: " + names(),
                "take these back with " + revert()
                        + ", or put the changeSet back as it was, or go on from there with the new edition, with"
                        + " liquibase.online.acceptEdited=" + origin);
    }

    /** Says what stands of a changeSet that the changelog does not have, and how to go on. */
    public String warning() {
        return "changeSet " + origin
                + " has begun and is not done, and this changelog does not have it: it was removed, or its"
                + " id, author or path was changed, or it is another changelog's. Of it stand: " + names()
                + ". Next: put it back as it was, and update goes on with it; or take these back with " + revert();
    }

    private String names() {
        return standing.stream().map(Kept::toString).collect(Collectors.joining("; "));
    }

    private String revert() {
        return "liquibase online-revert --changeset-id=\"" + origin.id() + "\" --changeset-author=\"" + origin.author()
                + "\" --changeset-path=\"" + origin.path() + "\"";
    }
}
