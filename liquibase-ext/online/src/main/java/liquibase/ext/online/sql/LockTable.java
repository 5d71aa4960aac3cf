package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** LOCK TABLE: the named mode, until the transaction ends. */
public record LockTable(boolean only, List<QualifiedName> tables, LockMode mode, boolean nowait) implements Command {

    public LockTable {
        tables = List.copyOf(tables);
    }

    @Override
    public String sql() {
        return "LOCK TABLE " + (only ? "ONLY " : "")
                + tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", ")) + " IN "
                + mode.sqlName() + " MODE" + (nowait ? " NOWAIT" : "");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return tables.stream()
                .map(table ->
                        Partitions.footprint(table, only, known, each -> Footprint.of(each, mode, Work.CATALOG_ONLY)))
                .reduce(Footprint.NONE, Footprint::and);
    }
}
