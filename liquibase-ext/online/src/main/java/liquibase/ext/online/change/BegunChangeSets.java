package liquibase.ext.online.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.state.Kept;

/** The changeSets of which something is kept: those that began and are not in the history, and the others. */
public record BegunChangeSets(List<List<Kept>> begun, List<List<Kept>> inHistory) {

    /**
     * Parts them by what the history has.
     *
     * @param kept of all changeSets
     */
    public static BegunChangeSets of(History history, List<Kept> kept) throws DatabaseException {
        Map<Origin, List<Kept>> changeSets = new LinkedHashMap<>();
        for (Kept row : kept) {
            Origin first = new Origin(
                    row.origin().id(), row.origin().author(), row.origin().path(), 0);
            changeSets.computeIfAbsent(first, none -> new ArrayList<>()).add(row);
        }
        List<List<Kept>> begun = new ArrayList<>();
        List<List<Kept>> inHistory = new ArrayList<>();
        for (Map.Entry<Origin, List<Kept>> changeSet : changeSets.entrySet()) {
            (history.knows(changeSet.getKey()) ? inHistory : begun).add(changeSet.getValue());
        }
        return new BegunChangeSets(begun, inHistory);
    }

    /** Where the first of a changeSet's rows comes from. */
    public static Origin origin(List<Kept> changeSet) {
        return changeSet.get(0).origin();
    }
}
