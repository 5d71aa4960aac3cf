package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;

/** Of a change that is taken back: each row goes together with what it tells of, and all of them at the end. */
public final class Backwards implements Ledger {
    private final StateTables tables;
    private final Origin origin;
    private boolean kept;

    public Backwards(StateTables tables, Origin origin) {
        this.tables = tables;
        this.origin = origin;
    }

    @Override
    public void check(Session session, Plan plan) throws SQLException {
        kept = tables.areWritable(session);
    }

    @Override
    public boolean hasBegun(Session session) {
        return true;
    }

    @Override
    public void begin(Session session) {}

    @Override
    public List<String> rows(List<Command> commands) {
        return kept
                ? Made.takenBackBy(commands, Known.NOTHING).stream()
                        .map(made -> tables.names().drop(origin, made))
                        .toList()
                : List.of();
    }

    @Override
    public boolean hasRun(Session session, String step) {
        return false;
    }

    @Override
    public List<String> ran(String step) {
        return List.of();
    }

    @Override
    public void building(Session session, Command build) {}

    @Override
    public void built(Session session, Command build) {}

    @Override
    public void found(Session session, List<Made> there) {}

    @Override
    public void gone(Session session, List<Made> away) {}

    @Override
    public boolean madeConstraint(Session session, QualifiedName table, String name) {
        return false;
    }

    @Override
    public void end(Session session) throws SQLException {
        tables.forget(session, origin);
    }

    @Override
    public String fingerprint() {
        return "";
    }

    @Override
    public String table() {
        return tables.names().main().toString();
    }
}
