package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import liquibase.ext.online.fill.BatchWriter.Checked;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Rows that still need the values: those that moved while the table was walked, those that others held, and, where an index
 * leads to them, all. One look sees every part at the same moment, so that none can slip from one to another unseen. What
 * it finds, and not the progress, decides whether the work is done.
 */
final class LeftOver {
    /** Rows of one look, so that their keys fit into memory. */
    private static final int LOOK = 100_000;

    /** A row without a key that moves all the time is caught by one statement over the table, when it is one of few. */
    private static final int FEW = 1_000;

    private final Session session;
    private final FillRun run;
    private final List<QualifiedName> parts;
    private final BatchWriter writer;
    private final BatchSize size;
    private final Patience patience;
    private final Isolation isolation;
    private final RefusedRows unchanged = new RefusedRows();
    private @Nullable String request;

    LeftOver(Session session, FillRun run, List<QualifiedName> parts) {
        this.session = session;
        this.run = run;
        this.parts = List.copyOf(parts);
        this.writer = new BatchWriter(
                session,
                run.backfill(),
                run.table().request(),
                run.settings().throttling().maxLockWaiters());
        this.size = new BatchSize(run.settings().pacing());
        this.patience =
                new Patience(session, run.settings().locking(), run.backfill().table(), run.listener());
        this.isolation = new Isolation(session, run.backfill(), writer, patience, run.refused());
    }

    /** Whether it would be a walk of its own; each look reads the whole table. */
    boolean isTooMuch() throws SQLException {
        return session.value(
                        "SELECT count(*) FROM (SELECT FROM " + run.backfill().table() + " WHERE "
                                + run.backfill().predicate() + " LIMIT " + LOOK + ") AS look")
                .equals(String.valueOf(LOOK));
    }

    /** Looks and writes until a look finds nothing but rows that cannot be written. */
    void write() throws SQLException {
        int most = run.settings().pacing().maxPasses();
        int pass = 1;
        while (true) {
            Map<QualifiedName, List<List<String>>> found = look();
            if (found.isEmpty()) {
                break;
            }
            if (pass > most) {
                throw stillMatch(most);
            }
            boolean last = found.values().stream().mapToInt(List::size).sum() < LOOK;
            for (Map.Entry<QualifiedName, List<List<String>>> part : found.entrySet()) {
                write(part.getKey(), part.getValue(), pass);
            }
            pass += last ? 1 : 0;
        }
        if (!unchanged.isEmpty()) {
            throw new Refusal(
                    unchanged.size() + " rows still match " + run.backfill().predicate()
                            + " although they were written: " + unchanged.describe(),
                    "correct the values, or these rows, so that the values make the condition false");
        }
    }

    /** By part; empty when nothing is left but what cannot be written. */
    private Map<QualifiedName, List<List<String>>> look() throws SQLException {
        String everyPart = IntStream.range(0, parts.size())
                .mapToObj(i -> "SELECT " + i + ", " + run.key(parts.get(i)).array() + " FROM ONLY " + parts.get(i)
                        + " WHERE " + run.backfill().predicate())
                .collect(Collectors.joining(" UNION ALL "));
        Map<QualifiedName, List<List<String>>> found = new LinkedHashMap<>();
        for (List<@Nullable String> row : session.rows(everyPart + " LIMIT " + LOOK)) {
            QualifiedName part = parts.get(Integer.parseInt(String.valueOf(row.get(0))));
            RowKey key = run.key(part);
            List<String> place = Objects.requireNonNull(TextArray.read(row.get(1)));
            if (!run.refused().contains(part, key, place) && !unchanged.contains(part, key, place)) {
                found.computeIfAbsent(part, unused -> new ArrayList<>()).add(place);
            }
        }
        return found;
    }

    private void write(QualifiedName part, List<List<String>> rows, int pass) throws SQLException {
        RowKey key = run.key(part);
        boolean scan = pass > 1 && !key.stays() && rows.size() <= FEW;
        for (int i = 0; i < rows.size(); ) {
            run.gate().pass(session, request);
            List<List<String>> batch = scan ? rows : rows.subList(i, Math.min(rows.size(), i + size.rows()));
            try {
                long start = System.nanoTime();
                long written = write(part, key, batch, scan ? "true" : key.anyOf(batch), pass);
                i += batch.size();
                patience.rewarded();
                size.took(Duration.ofNanos(System.nanoTime() - start));
                run.count(batch.size(), written);
                request = session.first(run.table().request())
                        .map(row -> row.get(0))
                        .orElse(null);
                run.gate().rest(session, Duration.ofNanos(System.nanoTime() - start));
            } catch (SQLException failure) {
                if (SqlState.isRowError(failure)) {
                    isolation.write(part, key, batch, count -> run.table().leftOverDone(pass, count));
                    i += batch.size();
                } else {
                    patience.with(failure);
                    size.halve();
                }
            }
        }
    }

    /** Rows that still need the values after they were written are set aside, and the others written without them. */
    private long write(QualifiedName part, RowKey key, List<List<String>> rows, String condition, int pass)
            throws SQLException {
        Checked checked = writer.writeOrName(
                part, condition, key, Integer.MAX_VALUE, count -> run.table().leftOverDone(pass, count));
        if (checked.unchanged().isEmpty()) {
            return checked.rows();
        }
        if (rows.size() == checked.unchanged().size() && run.backfill().where() != null && !run.isProven()) {
            throw run.useless(rows.size());
        }
        for (List<String> row : checked.unchanged()) {
            unchanged.add(part, key, row, "the values leave the condition true");
        }
        List<List<String>> others = new ArrayList<>(rows);
        others.removeAll(checked.unchanged());
        return others.isEmpty() ? 0 : write(part, key, others, key.anyOf(others), pass);
    }

    private Refusal stillMatch(int looks) throws SQLException {
        String query = "SELECT count(*) FROM " + run.backfill().table() + " WHERE "
                + run.backfill().predicate();
        return new Refusal(
                session.value(query) + " rows still match " + run.backfill().predicate() + " after " + looks + " looks",
                "the application must no longer write such rows (give the column a default first); this finds them: SELECT *"
                        + " FROM " + run.backfill().table() + " WHERE "
                        + run.backfill().predicate());
    }
}
