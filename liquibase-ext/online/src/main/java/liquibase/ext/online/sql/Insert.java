package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * INSERT: only new rows, which others do not wait for; rows that foreign keys point at are locked against deletion.
 *
 * @param rest what stands behind the table
 */
public record Insert(QualifiedName table, String rest) implements Command {
    @Override
    public String sql() {
        return "INSERT INTO " + table + " " + rest;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Footprint footprint = new Query(sql()).footprint(Work.TABLE_SCAN);
        for (QualifiedName referenced : known.referencedTables(table)) {
            footprint = footprint.and(referenced, LockMode.ROW_SHARE, Work.CATALOG_ONLY);
        }
        return footprint;
    }
}
