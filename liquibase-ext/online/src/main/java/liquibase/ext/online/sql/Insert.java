package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * INSERT: only new rows, which others do not wait for, and with DO UPDATE those with the same key, which are few where the
 * rows stand in the text; rows that foreign keys point at are locked against deletion.
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
        Query query = new Query(sql());
        Footprint footprint = query.footprint(Work.TABLE_SCAN);
        boolean reads = query.tables().contains(table);
        if (!reads && query.rowWrites().stream().allMatch(write -> write.isFewOf(table, known))) {
            footprint = footprint.without(table).and(table, LockMode.ROW_EXCLUSIVE, Work.ROW_BATCH);
        }
        for (QualifiedName referenced : known.referencedTables(table)) {
            footprint = footprint.and(referenced, LockMode.ROW_SHARE, Work.CATALOG_ONLY);
        }
        return footprint;
    }
}
