package liquibase.ext.online.command;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.change.History;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.state.Kept;

/** The changeSets of which something is kept: those that began and are not in the history, and the others. */
record BegunChangeSets(List<List<Kept>> begun, List<List<Kept>> inHistory) {

    static BegunChangeSets of(History history, Session session) throws SQLException, DatabaseException {
        Map<Origin, List<Kept>> changeSets = new LinkedHashMap<>();
        for (Kept row : history.tables().all(session)) {
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

    static Origin origin(List<Kept> changeSet) {
        return changeSet.get(0).origin();
    }
}
