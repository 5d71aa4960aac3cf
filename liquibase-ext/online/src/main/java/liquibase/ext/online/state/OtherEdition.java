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
                "changeSet " + origin + " was edited after it had begun; from its earlier edition stand: "
                        + standing.stream().map(Kept::toString).collect(Collectors.joining("; ")),
                "take these back with liquibase online-revert --changeset-id=\"" + origin.id()
                        + "\" --changeset-author=\"" + origin.author() + "\" --changeset-path=\"" + origin.path()
                        + "\", or put the changeSet back as it was, or go on from there with the new edition, with"
                        + " liquibase.online.acceptEdited=" + origin);
    }
}
