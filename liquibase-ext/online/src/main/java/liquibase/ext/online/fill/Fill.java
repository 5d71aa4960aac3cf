package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.fill.ProgressTable.Head;
import liquibase.ext.online.fill.ProgressTable.Lease;
import liquibase.ext.online.fill.Stretches.Part;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Deletion;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Pacing.OnRowError;
import liquibase.ext.online.plan.Pacing.Vacuum;
import liquibase.ext.online.plan.RowWork;
import liquibase.ext.online.plan.RowWork.Event;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.Heartbeat;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Relations;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.throttle.Throttle;
import org.jspecify.annotations.Nullable;

/**
 * Work on the rows of a table, such as a backfill: the table is walked by one or several workers, stretch by stretch and batch by batch, each batch with its
 * progress in one transaction; then come the rows that are left over.
 */
public final class Fill {
    private final Session session;
    private final PgVersion version;
    private final Crew crew;
    private final FillRun run;
    private final ProgressTable table;
    private final Relations relations;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /**
     * Prepares it.
     *
     * @param session of the first worker
     * @param others for the other workers
     * @param step the name of the step in the plan
     * @param fingerprint of the author's edition, in which an earlier run must have been to be gone on with
     */
    public Fill(
            Session session,
            Connections others,
            ProgressTables tables,
            Origin origin,
            String step,
            String fingerprint,
            RowWork work,
            PgVersion version,
            Settings settings,
            Heartbeat heartbeat,
            FillListener listener) {
        this.session = session;
        this.version = version;
        this.relations = new Relations(session);
        this.table = new ProgressTable(
                tables, new ProgressTable.Key(origin, step, work.table().toString(), fingerprint));
        this.run = new FillRun(
                work,
                settings,
                table,
                new Gate(settings.pacing(), table, Throttle.of(settings.throttling()), heartbeat, listener),
                new Vacuums(vacuum(work), version, listener),
                listener);
        this.crew = new Crew(session, others, run);
    }

    /** What is to be done when nothing is against it, and before it changes anything. */
    public interface Begin {
        void run() throws SQLException;
    }

    /** Runs it from wherever an earlier run stopped. */
    public void run(Begin begin) throws SQLException {
        RowWork work = run.work();
        relations.refusePartitionKey(work.table(), work.columns());
        List<QualifiedName> names = run.parts().now(session);
        run.security(session).check(List.of(work.table()));
        run.security(session).check(names);
        run.use(checked(work, names));
        boolean indexLeads = prepare(names);
        begin.run();
        Head head = table.begin(session, run.total(), run.settings().pacing().parallelism());
        try {
            @Nullable
            String request =
                    session.first(table.request()).map(row -> row.get(0)).orElse(null);
            run.gate().pass(session, request);
            LeftOver leftOver = new LeftOver(session, run);
            walk(head, indexLeads, leftOver);
            table.walked(session);
            leftOver.write();
            finish();
        } catch (SQLException failure) {
            noteFailure(failure);
            throw failure;
        }
    }

    private RowWork checked(RowWork work, List<QualifiedName> names) throws SQLException {
        return work instanceof Deletion deletion
                ? new Deletable(session, deletion).checked(names)
                : new Values(session, (Backfill) work).checked(names);
    }

    /** Rows that go leave space, and nothing of this work needs it: unless it is asked for, that is left to autovacuum. */
    private static Vacuum vacuum(RowWork work) {
        Vacuum wanted = work.pacing().vacuum();
        return wanted == Vacuum.AUTO && !work.keepsRows() ? Vacuum.OFF : wanted;
    }

    /** What stands of this run, as a clause, also when the connection is lost. */
    public String left() {
        long rows = run.committed();
        return rows == 0
                ? ""
                : rows + " rows were " + run.work().event().past() + " by this run"
                        + (run.work().keepsRows() ? " and stay" : "") + ", the next one goes on behind them";
    }

    /** Nothing is walked when an index leads to the rows, or when a walk is done and few came since. */
    private void walk(Head head, boolean indexLeads, LeftOver leftOver) throws SQLException {
        List<Lease> leases = table.leases(session);
        run.count(walked(head, leases), written(head, leases));
        if (written(head, leases) > 0) {
            run.proven();
        }
        boolean begun = !head.part().isEmpty() || !leases.isEmpty();
        if (head.done() && !indexLeads && leftOver.isTooMuch()) {
            walk(parts, table.again(session), List.of());
        } else if (!head.done() && (begun || !indexLeads)) {
            walk(parts, head, leases);
        }
    }

    /** Walks these parts, and then those that came meanwhile. */
    private void walk(Map<String, Part> wanted, Head head, List<Lease> leases) throws SQLException {
        crew.walk(new Stretches(table, run.parts(), wanted, head, leases));
        List<QualifiedName> added = run.parts().now(session).stream()
                .filter(part -> !run.knows(part))
                .toList();
        if (!added.isEmpty()) {
            run.security(session).check(added);
            parts.clear();
            prepare(added);
            walk(parts, table.again(session), List.of());
        }
    }

    /** Whether an index leads to the rows of every part. */
    private boolean prepare(List<QualifiedName> names) throws SQLException {
        Walks walks = new Walks(session, version, run.work());
        boolean indexLeads = !names.isEmpty();
        for (QualifiedName name : names) {
            try {
                RowKey key = new RowKey(relations.key(name));
                Part part = walks.of(name, key.columns());
                indexLeads = indexLeads && walks.indexLeadsTo(name, part.rows());
                run.add(name, key, part.rows());
                parts.put(name.toString(), part);
            } catch (SQLException failure) {
                if (!run.parts().explain(session, name, failure)) {
                    throw failure;
                }
            }
        }
        return indexLeads;
    }

    private static long walked(Head head, List<Lease> leases) {
        return head.rows() + leases.stream().mapToLong(Lease::rows).sum();
    }

    private static long written(Head head, List<Lease> leases) {
        return head.written() + leases.stream().mapToLong(Lease::written).sum();
    }

    private void finish() throws SQLException {
        RefusedRows refused = run.refused();
        if (refused.isEmpty()) {
            table.status(session, "done", null, null);
            return;
        }
        Event event = run.work().event();
        String which = refused.size() + " rows could not be " + event.past() + ": " + refused.describe();
        if (run.settings().pacing().onRowError() == OnRowError.FAIL) {
            throw new Refusal(
                    which + ". All others are",
                    RefusedRows.remedy(event) + ", or set onRowError=skip to leave them as they are");
        }
        run.listener().note(which + "; they stay as they are, as onRowError says");
        table.status(session, "done", null, which);
    }

    /** For online-status; the failure itself matters more than one in noting it. */
    private void noteFailure(SQLException failure) {
        try {
            table.status(session, failure instanceof Refusal ? "stopped" : "failed", null, SqlState.sentence(failure));
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
