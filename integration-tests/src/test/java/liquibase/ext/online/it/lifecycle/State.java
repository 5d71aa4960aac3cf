package liquibase.ext.online.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.ext.online.it.server.TestDatabase;

/** What an update brings about: schema and rows, as lines. */
public record State(List<String> lines) {
    public static State of(TestDatabase database, Example example) throws Exception {
        return of(database, example.varyingColumns());
    }

    /** The same of a database that is not an example's; see {@link Example} on columns that vary. */
    public static State of(TestDatabase database, Set<String> varyingColumns) throws Exception {
        return new State(
                Stream.concat(Catalog.schema(database).stream(), Catalog.data(database, varyingColumns).stream())
                        .toList());
    }

    /** This without the rows of a table. */
    public State without(String table) {
        return new State(
                lines.stream().filter(line -> !line.startsWith(table + " ")).toList());
    }

    /** The schema alone, without what the example says a rollback does not bring back. */
    static State undone(TestDatabase database, Example example) throws Exception {
        return new State(Catalog.schema(database).stream()
                .filter(line -> example.notUndone().stream().noneMatch(line::contains))
                .toList());
    }

    /** Asserts that both are the same, and shows no more than what differs. */
    public void assertIs(State expected) {
        assertIs(expected, "state");
    }

    /** The same, with the circumstances in the message. */
    public void assertIs(State expected, String what) {
        List<String> missing = new ArrayList<>(expected.lines);
        lines.forEach(missing::remove);
        List<String> unexpected = new ArrayList<>(lines);
        expected.lines.forEach(unexpected::remove);
        assertThat(unexpected).as("%s: unexpected; missing: %s", what, missing).isEmpty();
        assertThat(missing).as("%s: missing", what).isEmpty();
    }
}
