package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Footprint.Touch;
import liquibase.ext.online.plan.Action.Once;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.state.Ledger;
import org.jspecify.annotations.Nullable;

/** A statement of the author's, in one transaction with the row that says that it ran. */
final class OnceRun {
    private final Session session;
    private final PgVersion version;
    private final Settings settings;
    private final Ledger ledger;

    /** How work is done that nobody is stopped by. */
    @FunctionalInterface
    interface Watched {
        void run(Observer.Work work) throws SQLException;
    }

    OnceRun(Session session, PgVersion version, Settings settings, Ledger ledger) {
        this.session = session;
        this.version = version;
        this.settings = settings;
        this.ledger = ledger;
    }

    void run(Once once, String step, LockRetry.Listener listener, Watched watched) throws SQLException {
        List<String> rows = new ArrayList<>(ledger.rows(List.of(once.command())));
        rows.addAll(ledger.ran(step));
        Footprint footprint = once.command().footprint(version, Known.NOTHING);
        if (footprint.tables().values().stream().anyMatch(touch -> touch.mode().blocksWrites())) {
            new LockRetry(session, settings, listener)
                    .run(List.of(once.command()), placed(footprint), rows, ledger.table());
            return;
        }
        List<String> all = new ArrayList<>(List.of(once.command().sql()));
        all.addAll(rows);
        watched.run(() -> session.executeLong(session.authored().begin() + String.join("; ", all) + "; COMMIT"));
    }

    /** Its tables as the statement itself finds them; what is no table, or not there, cannot be asked for by LOCK TABLE. */
    private Footprint placed(Footprint footprint) throws SQLException {
        Map<String, Touch> placed = new LinkedHashMap<>();
        for (Map.Entry<String, Touch> each : footprint.tables().entrySet()) {
            // What a footprint has no name for stands in parentheses.
            if (each.getKey().startsWith("(")) {
                continue;
            }
            for (List<@Nullable String> row : session.authored()
                    .rows("SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c JOIN"
                            + " pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace WHERE c.oid"
                            + " OPERATOR(pg_catalog.=) pg_catalog.to_regclass(" + Sql.literal(each.getKey())
                            + ") AND c.relkind OPERATOR(pg_catalog.=) ANY (ARRAY['r', 'p']::pg_catalog.\"char\"[])")) {
                placed.put(String.valueOf(row.get(0)), each.getValue());
            }
        }
        return new Footprint(placed);
    }
}
