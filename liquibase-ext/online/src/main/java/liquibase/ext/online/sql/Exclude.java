package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code EXCLUDE …}: builds its index and compares every row with the others; it has neither NOT VALID nor USING INDEX.
 *
 * @param text from the access method on, as it stands behind EXCLUDE
 */
public record Exclude(String text) implements AddConstraint.Definition {
    @Override
    public String sql() {
        return "EXCLUDE " + text;
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.INDEX_BUILD);
    }

    @Override
    public boolean buildsOnlyIndexOfPartition(QualifiedName partition, PgVersion version, Known known) {
        return !version.locksPartitionsForKey();
    }
}
