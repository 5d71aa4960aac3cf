package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * UPDATE in a form that {@link Update} has no place for: with an alias, FROM, RETURNING or a row of columns.
 *
 * @param rest what stands behind the table
 */
public record UpdateFrom(QualifiedName table, String rest) implements Command {
    @Override
    public String sql() {
        return "UPDATE " + table + " " + rest;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return new Query(rest).footprint(Work.TABLE_SCAN).and(table, LockMode.ROW_EXCLUSIVE, Work.TABLE_UPDATE);
    }
}
