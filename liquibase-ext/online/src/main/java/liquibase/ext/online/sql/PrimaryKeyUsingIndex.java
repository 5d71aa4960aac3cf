package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** {@code PRIMARY KEY USING INDEX …}: reads the table to set NOT NULL, unless all key columns are known to hold no NULL. */
public record PrimaryKeyUsingIndex(String index, Deferral deferral) implements AddConstraint.Definition {
    @Override
    public String sql() {
        return "PRIMARY KEY USING INDEX " + Sql.name(index) + deferral.suffix();
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        List<String> columns = known.columnsOf(table.sibling(index));
        boolean proven = !columns.isEmpty()
                && columns.stream().allMatch(c -> known.isNotNull(table, c) || known.provesNotNull(table, c));
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, proven ? Work.CATALOG_ONLY : Work.TABLE_SCAN);
    }
}
