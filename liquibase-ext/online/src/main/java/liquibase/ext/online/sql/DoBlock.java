package liquibase.ext.online.sql;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.lock.Footprint;

/**
 * DO: runs a body of code once, all of it in one transaction unless the body ends it.
 *
 * @param sql the whole text, in which the places of the body are counted
 */
public record DoBlock(String sql, Body body) implements Caller {
    @Override
    public List<String> calls() {
        return body.calls();
    }

    @Override
    public Footprint ownFootprint(PgVersion version, Known known) {
        return body.ownFootprint(version, known);
    }

    @Override
    public Optional<String> ownProblem(Known known) {
        return body.ownProblem(known);
    }

    @Override
    public boolean runsInTransaction() {
        return !body.endsTransactions();
    }
}
