package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** ANALYZE: reads a sample, whose size does not depend on the table. */
public record Analyze(List<QualifiedName> tables) implements Command {
    public Analyze {
        tables = List.copyOf(tables);
    }

    @Override
    public String sql() {
        return ("ANALYZE " + tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))).strip();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return tables.stream()
                .map(table -> Footprint.of(table, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY))
                .reduce(Footprint.NONE, Footprint::and);
    }
}
