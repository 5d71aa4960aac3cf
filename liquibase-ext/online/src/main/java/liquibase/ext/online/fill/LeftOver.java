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
import liquibase.ext.online.plan.RowWork.Event;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Relations;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are still to be worked on: those that moved while the table was walked, those that others held, and, where an index
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
                new Patience(session, run.settings().locking(), run.work().table(), run.listener());
        this.isolation = new Isolation(session, run, writer, patience, false);
    }

    /** Whether it would be a walk of its own; each look reads the whole table. */
    boolean isTooMuch() throws SQLException {
        return session.authored()
                .value("SELECT pg_catalog.count(*) FROM (SELECT FROM "
                        + run.work().table() + " WHERE " + run.work().predicate() + " LIMIT " + LOOK
                        + ") AS look")
                .equals(String.valueOf(LOOK));
    }

    /**
     * Looks and writes until a look finds nothing but rows that cannot be written. Rows that go are gone for good: when all
     * are of a look that found all, any others came since, and are no business of this run.
     */
    void write() throws SQLException {
        Passes passes = new Passes(run.settings().pacing().maxPasses());
        while (true) {
            Look look = look();
            if (look.rows() == 0) {
                run.refused().retain(look.names());
                run.unchanged().retain(look.names());
                break;
            }
            if (passes.areOver()) {
                throw stillMatch(passes);
            }
            if (!look.all() && passes.beginWithPart()) {
                passes.left(matching());
            }
            long written = 0;
            for (QualifiedName part : look.found().keySet()) {
                written += write(look, part, passes.number());
            }
            passes.looked(look.rows(), look.all(), written);
            if (!run.work().keepsRows() && look.all() && written == look.rows()) {
                break;
            }
        }
        RefusedRows unchanged = run.unchanged();
        if (!unchanged.isEmpty()) {
            throw new Refusal(
                    unchanged.size() + " rows still match " + run.work().predicate()
                            + " when they are written, and were left as they are: " + unchanged.describe(),
                    "correct the values, or these rows, so that the values make the condition false");
        }
    }

    /**
     * Rows that need the values.
     *
     * @param found by part
     * @param known by part, those that cannot be written
     * @param names of these
     * @param all whether there are no more
     */
    private record Look(
            Map<QualifiedName, List<List<String>>> found,
            Map<QualifiedName, List<List<String>>> known,
            Set<String> names,
            boolean all) {
        long rows() {
            return found.values().stream().mapToLong(List::size).sum();
        }
    }

    private Look look() throws SQLException {
        List<QualifiedName> parts = parts();
        try {
            return look(parts);
        } catch (SQLException failure) {
            if (failure instanceof Refusal || parts().equals(parts)) {
                throw failure;
            }
            return look();
        }
    }

    private Look look(List<QualifiedName> parts) throws SQLException {
        Look look = new Look(new LinkedHashMap<>(), new LinkedHashMap<>(), new HashSet<>(), false);
        List<List<@Nullable String>> rows =
                parts.isEmpty() ? List.of() : session.authored().rows(ofEveryPart(parts));
        for (List<@Nullable String> row : rows) {
            int number = Integer.parseInt(String.valueOf(row.get(0)));
            if (number < 0) {
                throw run.security(session).refusal(parts.get(-number - 1));
            }
            QualifiedName part = parts.get(number);
            RowKey key = run.key(part);
            List<String> place = Objects.requireNonNull(TextArray.read(row.get(1)));
            boolean known =
                    run.refused().contains(part, key, place) || run.unchanged().contains(part, key, place);
            (known ? look.known() : look.found())
                    .computeIfAbsent(part, unused -> new ArrayList<>())
                    .add(place);
            if (known) {
                look.names().add(RefusedRows.name(part, key, place));
            }
        }
        return new Look(look.found(), look.known(), look.names(), rows.size() < LOOK);
    }

    /** It says itself, by a negative number, where it may be blind, as it holds every part locked. */
    private String ofEveryPart(List<QualifiedName> parts) {
        String names = parts.stream()
                .map(part -> Sql.literal(part.toString()))
                .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
        String hidden = "SELECT OPERATOR(pg_catalog.-) p.place, NULL::pg_catalog.text[] FROM pg_catalog.unnest(" + names
                + ") WITH ORDINALITY AS p (name, place) WHERE "
                + run.security(session).hides("p.name");
        return IntStream.range(0, parts.size())
                .mapToObj(i ->
                        " UNION ALL SELECT " + i + ", " + run.key(parts.get(i)).array() + " FROM "
                                + run.work().as(parts.get(i)) + " WHERE "
                                + run.work().predicate())
                .collect(Collectors.joining("", hidden, " LIMIT " + LOOK));
    }

    /** As they are now: the application may have moved rows to a partition that is new. */
    private List<QualifiedName> parts() throws SQLException {
        List<QualifiedName> parts = run.parts().now(session);
        for (QualifiedName part : parts) {
            if (!run.knows(part)) {
                run.add(part, new RowKey(relations.key(part)), 0);
            }
        }
        return parts;
    }

    /** How many rows were written; none of a part that is no longer one. */
    private long write(Look look, QualifiedName part, int pass) throws SQLException {
        List<List<String>> found = look.found().getOrDefault(part, List.of());
        try {
            return run.key(part).stays() || pass == 1 || found.size() > FEW
                    ? write(part, found, pass)
                    : writeWhereverTheyGo(look, part, pass);
        } catch (SQLException failure) {
            if (run.parts().explain(session, part, failure)) {
                return 0;
            }
            throw failure;
        }
    }

    /** A row without a key that moves all the time is never where a look found it. */
    private long writeWhereverTheyGo(Look look, QualifiedName part, int pass) throws SQLException {
        List<List<String>> found = look.found().getOrDefault(part, List.of());
        List<List<String>> known = look.known().getOrDefault(part, List.of());
        run.gate().pass(session, request);
        try {
            @Nullable
            Written done = writer.writePlainly(
                    part,
                    known.isEmpty() ? "true" : "NOT (" + run.key(part).anyOf(known) + ")",
                    count -> run.table().leftOverDone(pass, count));
            if (done != null) {
                patience.rewarded();
                request = done.request();
                run.count(found.size(), done.rows());
                return done.rows();
            }
        } catch (SQLException failure) {
            if (!SqlState.isRowError(failure)) {
                patience.with(failure);
            }
        }
        return write(part, found, pass);
    }

    private long write(QualifiedName part, List<List<String>> rows, int pass) throws SQLException {
        RowKey key = run.key(part);
        LongFunction<String> progress = count -> run.table().leftOverDone(pass, count);
        List<List<String>> left = rows;
        long written = 0;
        while (!left.isEmpty()) {
            run.gate().pass(session, request);
            int most = Math.min(left.size(), size.rows());
            List<List<String>> batch = left.subList(0, most);
            List<List<String>> behind = left.subList(most, left.size());
            try {
                Written done = writer.write(part, key.anyOf(batch), false, progress);
                left = behind;
                patience.rewarded();
                size.took(done.took(), batch.size());
                request = done.request();
                written += done.rows();
                run.count(batch.size(), done.rows());
                run.gate().rest(session, done.took());
            } catch (SQLException failure) {
                if (SqlState.isRowError(failure)) {
                    long others = isolation.write(part, batch, progress);
                    written += others;
                    run.count(batch.size(), others);
                    left = behind;
                } else {
                    patience.with(failure);
                    size.halve();
                    // The others first, so that a row that somebody holds for long keeps nobody waiting.
                    left = Stream.concat(behind.stream(), batch.stream()).toList();
                }
            }
        }
        return written;
    }

    private long matching() throws SQLException {
        return Long.parseLong(session.authored()
                .value("SELECT pg_catalog.count(*) FROM " + run.work().table() + " WHERE "
                        + run.work().predicate()));
    }

    private Refusal stillMatch(Passes passes) throws SQLException {
        String triggers = passes.wroteNothing() ? triggers() : "";
        String why = !passes.wroteNothing()
                ? "; something goes on writing such rows"
                : "; the last look wrote none of them"
                        + (triggers.isEmpty() ? "" : ", and triggers decide: " + triggers);
        return new Refusal(
                matching() + " rows still match " + run.work().predicate() + " after " + (passes.number() - 1)
                        + " looks" + why,
                remedy(passes.wroteNothing()) + "; this finds them: SELECT * FROM "
                        + run.work().table() + " WHERE " + run.work().predicate());
    }

    private String remedy(boolean wroteNothing) {
        Event event = run.work().event();
        if (wroteNothing) {
            return "let the rows be " + event.past() + " (a BEFORE " + event
                    + " trigger that returns NULL leaves them as they are), or leave them out by a where";
        }
        return "the application must no longer write such rows"
                + (run.work().keepsRows() ? " (give the column a default first)" : "");
    }

    /** Those that may keep a row from being written. */
    private String triggers() throws SQLException {
        List<String> found = new ArrayList<>();
        int before = 3 + run.work().event().triggerBit();
        for (QualifiedName part : parts()) {
            session.rows("SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(" + Sql.literal(part.toString())
                            + ") AND NOT tgisinternal AND tgenabled <> 'D' AND tgtype & " + before + " = " + before
                            + " ORDER BY tgname")
                    .forEach(row -> found.add(Sql.name(String.valueOf(row.get(0))) + " on " + part));
        }
        return String.join(", ", found);
    }
}
