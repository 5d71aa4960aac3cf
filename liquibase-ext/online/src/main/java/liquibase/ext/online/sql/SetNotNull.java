package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ALTER COLUMN … SET NOT NULL}: scans, unless a valid CHECK constraint proves it (ALTER TABLE, "SET/DROP NOT NULL"). */
public record SetNotNull(String column) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER COLUMN " + Sql.name(column) + " SET NOT NULL";
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return Footprint.of(
                table,
                LockMode.ACCESS_EXCLUSIVE,
                known.isNotNull(table, column) || known.provesNotNull(table, column)
                        ? Work.CATALOG_ONLY
                        : Work.TABLE_SCAN);
    }

    /** Where the parent has it already, a server before 18 does not go on to the partitions. */
    @Override
    public Footprint footprintOfPartition(QualifiedName partition, PgVersion version, Known known) {
        return known.isNotNull(partition, column) && !version.locksPartitionsForKey()
                ? Footprint.NONE
                : footprint(partition, version, known);
    }
}
