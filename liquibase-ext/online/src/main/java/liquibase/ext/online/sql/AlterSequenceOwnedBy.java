package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** ALTER SEQUENCE … OWNED BY a column: the sequence goes when the column goes. */
public record AlterSequenceOwnedBy(QualifiedName sequence, QualifiedName table, String column) implements Command {
    @Override
    public String sql() {
        return "ALTER SEQUENCE " + sequence + " OWNED BY " + table + "." + Sql.name(column);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(sequence, LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY)
                .and(table, LockMode.ACCESS_SHARE, Work.CATALOG_ONLY);
    }
}
