package liquibase.ext.online.sql;

import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * COPY of a table: FROM adds rows, which others do not wait for, TO reads.
 *
 * @param columns between the parentheses; may be empty
 * @param from whether rows are added
 * @param rest what stands behind FROM or TO
 */
public record Copy(QualifiedName table, String columns, boolean from, String rest) implements Command {
    @Override
    public String sql() {
        return "COPY " + table + (columns.isEmpty() ? "" : " (" + columns + ")") + (from ? " FROM " : " TO ") + rest;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Footprint footprint = from
                ? Footprint.of(table, LockMode.ROW_EXCLUSIVE, Work.ROW_BATCH)
                : Footprint.of(table, LockMode.ACCESS_SHARE, Work.TABLE_SCAN);
        for (QualifiedName referenced : from ? known.referencedTables(table) : Set.<QualifiedName>of()) {
            footprint = footprint.and(referenced, LockMode.ROW_SHARE, Work.CATALOG_ONLY);
        }
        return footprint;
    }
}
