package liquibase.ext.online.sql;

import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ENABLE TRIGGER …} and {@code DISABLE TRIGGER …}. */
public record SetTriggerState(State state, String trigger) implements AlterTable.Action {
    /** When a trigger fires. */
    public enum State {
        ENABLE,
        DISABLE,
        ENABLE_REPLICA,
        ENABLE_ALWAYS
    }

    /** The words that stand for more than one trigger. */
    public static final Set<String> GROUPS = Set.of("ALL", "USER");

    @Override
    public String sql() {
        return state.name().replace('_', ' ') + " TRIGGER " + (GROUPS.contains(trigger) ? trigger : Sql.name(trigger));
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
