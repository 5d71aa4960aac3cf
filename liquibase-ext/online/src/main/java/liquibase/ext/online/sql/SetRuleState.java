package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ENABLE RULE …} and the like: stops readers too. */
public record SetRuleState(SetTriggerState.State state, String rule) implements AlterTable.Action {
    @Override
    public String sql() {
        return state.name().replace('_', ' ') + " RULE " + Sql.name(rule);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }

    @Override
    public boolean reachesPartitions() {
        return false;
    }
}
