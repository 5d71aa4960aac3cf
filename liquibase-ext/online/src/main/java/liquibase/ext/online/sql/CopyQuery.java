package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;

/**
 * COPY of what a query gives.
 *
 * @param rest from TO on
 */
public record CopyQuery(Query query, String rest) implements Caller {
    @Override
    public String sql() {
        return "COPY (" + query.sql() + ") " + rest;
    }

    @Override
    public List<String> calls() {
        return query.calls();
    }

    @Override
    public Footprint ownFootprint(PgVersion version, Known known) {
        return query.footprint(Work.TABLE_SCAN);
    }
}
