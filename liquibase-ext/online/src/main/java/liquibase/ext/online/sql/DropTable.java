package liquibase.ext.online.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** DROP TABLE: locks the tables at the other end of its foreign keys, and the parent of a partition with its default partition, as hard. */
public record DropTable(boolean ifExists, List<QualifiedName> tables, boolean cascade) implements Command {

    public DropTable {
        tables = List.copyOf(tables);
    }

    @Override
    public String sql() {
        return "DROP TABLE " + (ifExists ? "IF EXISTS " : "")
                + tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
                + (cascade ? " CASCADE" : "");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Set<QualifiedName> all = new LinkedHashSet<>(tables);
        for (QualifiedName table : tables) {
            known.parentOf(table).ifPresent(parent -> {
                all.add(parent);
                known.defaultPartition(parent).ifPresent(all::add);
            });
            all.addAll(known.partitions(table));
            all.addAll(known.referencedTables(table));
            all.addAll(known.sequencesOf(table));
            if (cascade) {
                all.addAll(known.referencingTables(table));
                all.addAll(known.viewsOn(table));
            }
        }
        return all.stream()
                .map(table -> Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .reduce(Footprint.NONE, Footprint::and);
    }
}
