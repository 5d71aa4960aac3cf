package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;

/**
 * ALTER TABLE with one or more actions, which run in one pass under the strongest lock any of them needs.
 *
 * @param only whether partitions and inheriting tables are left out
 */
public record AlterTable(QualifiedName table, boolean ifExists, boolean only, List<Action> actions) implements Command {

    /** One action of ALTER TABLE. */
    public interface Action {
        /** The text as it stands after the table's name. */
        String sql();

        /** What this action alone would do. */
        Footprint footprint(QualifiedName table, PgVersion version, Known known);
    }

    public AlterTable {
        actions = List.copyOf(actions);
    }

    /** {@code ALTER TABLE table action, …}. */
    public static AlterTable of(QualifiedName table, Action... actions) {
        return new AlterTable(table, false, false, List.of(actions));
    }

    /** {@code ALTER TABLE ONLY table action, …}. */
    public static AlterTable only(QualifiedName table, Action... actions) {
        return new AlterTable(table, false, true, List.of(actions));
    }

    @Override
    public String sql() {
        return "ALTER TABLE " + (ifExists ? "IF EXISTS " : "") + (only ? "ONLY " : "") + table + " "
                + actions.stream().map(Action::sql).collect(Collectors.joining(", "));
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return actions.stream()
                .map(action -> action.footprint(table, version, known))
                .reduce(Footprint.NONE, Footprint::and);
    }
}
