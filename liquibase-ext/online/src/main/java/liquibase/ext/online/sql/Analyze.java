package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** ANALYZE: reads a sample, whose size does not depend on the table. */
public record Analyze(QualifiedName table) implements Command {
    @Override
    public String sql() {
        return "ANALYZE " + table;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.of(table, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY);
    }
}
