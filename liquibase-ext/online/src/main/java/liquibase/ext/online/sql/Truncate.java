package liquibase.ext.online.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * TRUNCATE: its time does not grow with the table, but readers wait for it, and old snapshots see an empty table. CASCADE
 * reaches the tables that reference it, and those that reference these.
 */
public record Truncate(List<QualifiedName> tables, boolean restartIdentity, boolean cascade) implements Command {

    public Truncate {
        tables = List.copyOf(tables);
    }

    @Override
    public String sql() {
        return "TRUNCATE TABLE " + tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
                + (restartIdentity ? " RESTART IDENTITY" : "") + (cascade ? " CASCADE" : "");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Set<QualifiedName> all = new LinkedHashSet<>(tables);
        List<QualifiedName> reached = new ArrayList<>(all);
        for (int i = 0; i < reached.size(); i++) {
            QualifiedName table = reached.get(i);
            all.addAll(known.partitions(table));
            if (cascade) {
                for (QualifiedName referencing : known.referencingTables(table)) {
                    if (all.add(referencing)) {
                        reached.add(referencing);
                    }
                }
            }
        }
        return all.stream()
                .map(table -> Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .reduce(Footprint.NONE, Footprint::and);
    }
}
