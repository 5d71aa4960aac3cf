package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;

/** A query: it reads, a writing WITH writes, and its functions do what their bodies say. */
public record Select(Query query) implements Caller {
    @Override
    public String sql() {
        return query.sql();
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
