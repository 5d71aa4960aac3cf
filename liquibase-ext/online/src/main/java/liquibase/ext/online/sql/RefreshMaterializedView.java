package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** REFRESH MATERIALIZED VIEW: stops its readers, or with CONCURRENTLY only another refresh. */
public record RefreshMaterializedView(boolean concurrently, QualifiedName view, boolean withData) implements Command {
    @Override
    public String sql() {
        return "REFRESH MATERIALIZED VIEW " + (concurrently ? "CONCURRENTLY " : "") + view
                + (withData ? "" : " WITH NO DATA");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Footprint footprint = concurrently
                ? Footprint.of(view, LockMode.EXCLUSIVE, Work.TABLE_SCAN)
                : Footprint.of(view, LockMode.ACCESS_EXCLUSIVE, withData ? Work.TABLE_REWRITE : Work.CATALOG_ONLY);
        if (!withData) {
            return footprint;
        }
        for (QualifiedName read : known.tablesReadBy(view)) {
            footprint = footprint.and(read, LockMode.ACCESS_SHARE, Work.TABLE_SCAN);
        }
        return footprint;
    }
}
