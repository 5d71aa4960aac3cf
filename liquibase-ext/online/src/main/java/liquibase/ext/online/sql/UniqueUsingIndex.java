package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code UNIQUE USING INDEX index}: turns a ready index into a constraint and gives it the constraint's name. */
public record UniqueUsingIndex(String index, Deferral deferral) implements AddConstraint.Definition {
    @Override
    public String sql() {
        return "UNIQUE USING INDEX " + Sql.name(index) + deferral.suffix();
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
