package liquibase.ext.online.sql;

import java.util.Locale;
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
        boolean updates = rest.toLowerCase(Locale.ROOT).matches("(?s).*\\bdo\\s+update\\b.*");
        Footprint footprint = new Query(rest)
                .footprint(Work.TABLE_SCAN)
                .and(table, LockMode.ROW_EXCLUSIVE, updates ? Work.TABLE_UPDATE : Work.ROW_BATCH);
        for (QualifiedName referenced : known.referencedTables(table)) {
            footprint = footprint.and(referenced, LockMode.ROW_SHARE, Work.CATALOG_ONLY);
        }
        return footprint;
    }
}
