package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

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

        /** The same, on a partition of the table that it is said of. */
        default Footprint footprintOfPartition(QualifiedName partition, PgVersion version, Known known) {
            return footprint(partition, version, known);
        }

        /** Whether it is done to the partitions of a table too. */
        default boolean reachesPartitions() {
            return true;
        }

        /** Whether it may run inside a transaction block. */
        default boolean runsInTransaction() {
            return true;
        }

        /** Whether IF EXISTS or IF NOT EXISTS leaves it nothing to do; the table is locked even so, but no other one. */
        default boolean isIdle(QualifiedName table, Known known) {
            return false;
        }
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
        Footprint footprint = actions.stream()
                .map(action -> footprint(action, version, known))
                .reduce(Footprint.NONE, Footprint::and);
        return known.isEmpty(table) ? footprint.withoutWorkOn(table) : footprint;
    }

    private Footprint footprint(Action action, PgVersion version, Known known) {
        if (action.isIdle(table, known)) {
            return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        }
        return Partitions.footprint(
                table,
                only || !action.reachesPartitions(),
                known,
                each -> each.equals(table)
                        ? action.footprint(each, version, known)
                        : action.footprintOfPartition(each, version, known));
    }

    @Override
    public boolean runsInTransaction() {
        return actions.stream().allMatch(Action::runsInTransaction);
    }
}
