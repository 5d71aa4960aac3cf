package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * {@code ALTER COLUMN … SET GENERATED …}, {@code SET} of an option of its sequence, and {@code RESTART}: how an identity column
 * counts from now on.
 *
 * @param changes as they stand behind the column's name
 */
public record AlterIdentity(String column, String changes) implements AlterTable.Action {
    @Override
    public String sql() {
        return "ALTER COLUMN " + Sql.name(column) + " " + changes;
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        Footprint own = Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        return known.sequenceOf(table, column)
                .map(sequence -> own.and(sequence, LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY))
                .orElse(own);
    }
}
