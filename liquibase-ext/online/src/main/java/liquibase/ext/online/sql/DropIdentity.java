package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code ALTER COLUMN … DROP IDENTITY}: drops its sequence, values stay. */
public record DropIdentity(String column, boolean ifExists) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER COLUMN " + Sql.name(column) + " DROP IDENTITY" + (ifExists ? " IF EXISTS" : "");
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        Footprint own = Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        return known.sequenceOf(table, column)
                .map(sequence -> own.and(sequence, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .orElse(own);
    }
}
