package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code CHECK (expression)}. */
public record Check(String expression) implements AddConstraint.Definition {
    @Override
    public String sql() {
        return "CHECK (" + expression + ")";
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, notValid ? Work.CATALOG_ONLY : Work.TABLE_SCAN);
    }
}
