package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import liquibase.ext.online.fill.BatchWriter.Written;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Relations;
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
    static final int LOOK = 100_000;

    /** A row without a key that moves all the time is caught by one statement over the table, when it is one of few. */
    private static final int FEW = 1_000;

    private final Session session;
    private final FillRun run;
    private final Relations relations;
    private final RowWriter writer;
    private final BatchSize size;
    private final Patience patience;
    private final Isolation isolation;
    private @Nullable String request;

    LeftOver(Session session, FillRun run) {
        this.session = session;
        this.run = run;
        this.relations = new Relations(session);
        this.writer = new RowWriter(session, run, true);
        this.size = new BatchSize(run.settings().pacing());
        this.patience =
                new Patience(session, run.settings().locking(), run.backfill().table(), run.listener());
        this.isolation = new Isolation(session, run, writer, patience, false);
    }

    /** Whether it would be a walk of its own; each look reads the whole table. */
    boolean isTooMuch() throws SQLException {
        return session.authored()
                .value("SELECT pg_catalog.count(*) FROM (SELECT FROM "
                        + run.backfill().table() + " WHERE " + run.backfill().predicate() + " LIMIT " + LOOK
                        + ") AS look")
                .equals(String.valueOf(LOOK));
    }

    /** Looks and writes until a look finds nothing but rows that cannot be written. */
    void write() throws SQLException {
        int most = run.settings().pacing().maxPasses();
        int pass = 1;
        while (true) {
            Look look = look();
            if (look.found().isEmpty()) {
                run.refused().retain(look.known());
                run.unchanged().retain(look.known());
                break;
            }
            if (pass > most) {
                throw stillMatch(most);
            }
            for (Map.Entry<QualifiedName, List<List<String>>> part :
                    look.found().entrySet()) {
                write(part.getKey(), part.getValue(), pass);
            }
            pass += look.all() ? 1 : 0;
        }
        RefusedRows unchanged = run.unchanged();
        if (!unchanged.isEmpty()) {
            throw new Refusal(
                    unchanged.size() + " rows still match " + run.backfill().predicate()
                            + " when they are written, and were left as they are: " + unchanged.describe(),
                    "correct the values, or these rows, so that the values make the condition false");
        }
    }

    /**
     * Rows that need the values.
     *
     * @param found by part
     * @param known names of those that cannot be written
     * @param all whether there are no more
     */
    private record Look(Map<QualifiedName, List<List<String>>> found, Set<String> known, boolean all) {}

    private Look look() throws SQLException {
        List<QualifiedName> parts = parts();
        String everyPart = IntStream.range(0, parts.size())
                .mapToObj(i -> "SELECT " + i + ", " + run.key(parts.get(i)).array() + " FROM "
                        + run.backfill().as(parts.get(i)) + " WHERE "
                        + run.backfill().predicate())
                .collect(Collectors.joining(" UNION ALL "));
        Map<QualifiedName, List<List<String>>> found = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        List<List<@Nullable String>> rows =
                parts.isEmpty() ? List.of() : session.authored().rows(everyPart + " LIMIT " + LOOK);
        for (List<@Nullable String> row : rows) {
            QualifiedName part = parts.get(Integer.parseInt(String.valueOf(row.get(0))));
            RowKey key = run.key(part);
            List<String> place = Objects.requireNonNull(TextArray.read(row.get(1)));
            if (run.refused().contains(part, key, place) || run.unchanged().contains(part, key, place)) {
                known.add(RefusedRows.name(part, key, place));
            } else {
                found.computeIfAbsent(part, unused -> new ArrayList<>()).add(place);
            }
        }
        return new Look(found, known, rows.size() < LOOK);
    }

    /** As they are now: the application may have moved rows to a partition that is new. */
    private List<QualifiedName> parts() throws SQLException {
        List<QualifiedName> parts = relations.parts(run.backfill().table());
        for (QualifiedName part : parts) {
            if (!run.knows(part)) {
                run.add(part, new RowKey(relations.key(part)), 0);
            }
        }
        return parts;
    }

    private void write(QualifiedName part, List<List<String>> rows, int pass) throws SQLException {
        RowKey key = run.key(part);
        boolean scan = pass > 1 && !key.stays() && rows.size() <= FEW;
        List<List<String>> left = rows;
        while (!left.isEmpty()) {
            run.gate().pass(session, request);
            int most = scan ? left.size() : Math.min(left.size(), size.rows());
            List<List<String>> batch = left.subList(0, most);
            List<List<String>> behind = left.subList(most, left.size());
            LongFunction<String> progress = count -> run.table().leftOverDone(pass, count);
            try {
                Written done = writer.write(part, scan ? "true" : key.anyOf(batch), false, progress);
                left = behind;
                patience.rewarded();
                size.took(done.took(), batch.size());
                request = done.request();
                run.count(batch.size(), done.rows());
                run.gate().rest(session, done.took());
            } catch (SQLException failure) {
                if (SqlState.isRowError(failure)) {
                    run.count(batch.size(), isolation.write(part, batch, progress));
                    left = behind;
                } else {
                    patience.with(failure);
                    size.halve();
                    // The others first, so that a row that somebody holds for long keeps nobody waiting.
                    left = Stream.concat(behind.stream(), batch.stream()).toList();
                }
            }
        }
    }

    private Refusal stillMatch(int looks) throws SQLException {
        String query = "SELECT pg_catalog.count(*) FROM " + run.backfill().table() + " WHERE "
                + run.backfill().predicate();
        return new Refusal(
                session.authored().value(query) + " rows still match "
                        + run.backfill().predicate() + " after " + looks + " looks",
                "the application must no longer write such rows (give the column a default first); this finds them: SELECT *"
                        + " FROM " + run.backfill().table() + " WHERE "
                        + run.backfill().predicate());
    }
}
