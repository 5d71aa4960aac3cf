package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.RowWork.Event;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.sql.QualifiedName;

/** Rows that the server refused to work on, by key, each with the reason. */
final class RefusedRows {
    /** More than that is no exception but the rule, and each costs about twenty statements to find. */
    static final int MOST = 1_000;

    private static final int NAMED = 10;

    private final Event event;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    RefusedRows(Event event) {
        this.event = event;
    }

    synchronized void add(QualifiedName part, RowKey key, List<String> row, String reason) throws SQLException {
        reasons.put(name(part, key, row), reason);
        if (reasons.size() > MOST) {
            throw new Refusal(
                    "more than " + MOST + " rows cannot be " + event.past() + ", for example " + describe(),
                    remedy(event));
        }
    }

    synchronized boolean contains(QualifiedName part, RowKey key, List<String> row) {
        return reasons.containsKey(name(part, key, row));
    }

    /** Forgets those that are not among these names: somebody wrote them, or removed them. */
    synchronized void retain(Set<String> names) {
        reasons.keySet().retainAll(names);
    }

    synchronized boolean isEmpty() {
        return reasons.isEmpty();
    }

    synchronized int size() {
        return reasons.size();
    }

    /** The first of them, and how many there are. */
    synchronized String describe() {
        return reasons.entrySet().stream()
                        .limit(NAMED)
                        .map(row -> row.getKey() + ": " + row.getValue())
                        .collect(Collectors.joining("; "))
                + (reasons.size() > NAMED ? "; and " + (reasons.size() - NAMED) + " more" : "");
    }

    /** What to do about such rows. */
    static String remedy(Event event) {
        return event == Event.DELETE
                ? "remove what the server names in the way first, or leave these rows out by a where"
                : "correct the values, or these rows";
    }

    static String name(QualifiedName part, RowKey key, List<String> row) {
        return part + " (" + key.describe(row) + ")";
    }
}
