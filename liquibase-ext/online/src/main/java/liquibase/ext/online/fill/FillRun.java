package liquibase.ext.online.fill;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import liquibase.ext.online.plan.RowWork;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.RowSecurity;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;

/** What the workers of one run share. */
final class FillRun {
    private RowWork work;
    private final Settings settings;
    private final ProgressTable table;
    private final Gate gate;
    private final Vacuums vacuums;
    private final FillListener listener;
    private final RefusedRows refused;
    private final RefusedRows unchanged;
    private final Map<QualifiedName, RowKey> keys = new HashMap<>();
    private final Map<QualifiedName, Long> rows = new HashMap<>();
    private final AtomicLong walked = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicBoolean proven = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    FillRun(RowWork work, Settings settings, ProgressTable table, Gate gate, Vacuums vacuums, FillListener listener) {
        this.work = work;
        this.settings = settings;
        this.table = table;
        this.gate = gate;
        this.vacuums = vacuums;
        this.listener = listener;
        this.refused = new RefusedRows(work.event());
        this.unchanged = new RefusedRows(work.event());
    }

    RowWork work() {
        return work;
    }

    /** The same work as the server takes it, before any worker begins. */
    void use(RowWork checked) {
        work = checked;
    }

    Parts parts() {
        return new Parts(work.table());
    }

    RowSecurity security(Session session) {
        return new RowSecurity(session, settings.acceptRowSecurity());
    }

    Settings settings() {
        return settings;
    }

    ProgressTable table() {
        return table;
    }

    Gate gate() {
        return gate;
    }

    Vacuums vacuums() {
        return vacuums;
    }

    FillListener listener() {
        return listener;
    }

    RefusedRows refused() {
        return refused;
    }

    /** Rows that still need the values after these are written. */
    RefusedRows unchanged() {
        return unchanged;
    }

    /** A part of the table, before any worker begins or after they are done. */
    void add(QualifiedName part, RowKey key, long estimatedRows) {
        keys.put(part, key);
        rows.put(part, estimatedRows);
    }

    boolean knows(QualifiedName part) {
        return keys.containsKey(part);
    }

    RowKey key(QualifiedName part) {
        return Objects.requireNonNull(keys.get(part));
    }

    /** Estimated rows of a part. */
    long rows(QualifiedName part) {
        return Objects.requireNonNull(rows.get(part));
    }

    /** Estimated rows of all parts. */
    long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    void count(long moreWalked, long moreWritten) {
        listener.batch(walked.addAndGet(moreWalked), written.addAndGet(moreWritten), total());
    }

    /** Rows that this run wrote, whether or not a walk has counted them yet. */
    long committed() {
        return committed.get();
    }

    void committed(long rows) {
        committed.addAndGet(rows);
    }

    /** Whether rows were seen which the values take out of the condition. */
    boolean isProven() {
        return proven.get();
    }

    void proven() {
        proven.set(true);
    }

    Refusal useless(long seen) {
        return new Refusal(
                "the values leave " + work.predicate() + " true, for all " + seen + " rows of the first batch",
                "write values that make the condition false, or a condition that they make false: that is how the change"
                        + " knows which rows are done");
    }

    /** A worker failed for good; the others end after their batch. */
    void end() {
        ended.set(true);
        gate.end();
    }

    boolean ended() {
        return ended.get();
    }
}
