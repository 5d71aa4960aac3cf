package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.ext.online.fill.ProgressTable.Head;
import liquibase.ext.online.fill.ProgressTable.Lease;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Hands the table out to the workers, stretch by stretch: first those that an earlier run or a lost worker left, then new
 * ones, part after part, up to where the part ended when it was begun.
 */
final class Stretches {
    private final ProgressTable table;
    private final Parts now;
    private final List<Part> parts;
    private final List<String> labels = new ArrayList<>();
    private final Deque<Work> left = new ArrayDeque<>();
    private final Deque<Stretch> lost = new ArrayDeque<>();
    private int part;
    private int number;
    private @Nullable List<String> from;
    private @Nullable List<String> end;

    /**
     * A table or a partition, how it is walked, and how often each of its pages is visited.
     *
     * @param rows estimate
     */
    record Part(Walk walk, InPage inPage, long rows) {
        String label(String name) {
            return name + " by " + walk.describe();
        }
    }

    /** A stretch and how far it was walked. */
    record Work(Stretch stretch, @Nullable List<String> cursor) {}

    /** Goes on where the tables say; what is not cut as it was then is walked again from its start. */
    Stretches(ProgressTable table, Parts now, Map<String, Part> parts, Head head, List<Lease> leases) {
        this.table = table;
        this.now = now;
        this.parts = List.copyOf(parts.values());
        parts.forEach((name, one) -> labels.add(one.label(name)));
        Map<String, Part> byLabel = new HashMap<>();
        parts.forEach((name, one) -> byLabel.put(one.label(name), one));
        part = Math.max(0, labels.indexOf(head.part()));
        if (labels.contains(head.part())) {
            from = head.from();
            end = head.end();
        }
        for (Lease lease : leases) {
            number = Math.max(number, lease.number());
            Part known = byLabel.get(lease.part());
            if (known != null) {
                left.add(new Work(
                        new Stretch(
                                lease.number(),
                                known.walk().part(),
                                known.walk(),
                                lease.from(),
                                lease.upTo(),
                                lease.passes()),
                        lease.cursor()));
            }
        }
    }

    /** The next stretch for a worker, committed as handed out; empty when all are. */
    synchronized Optional<Work> next(Session session, @Nullable Stretch before) throws SQLException {
        Work open = unfinished(session);
        if (open != null) {
            if (before != null) {
                table.close(session, before);
            }
            return Optional.of(open);
        }
        while (part < parts.size()) {
            Walk walk = parts.get(part).walk();
            @Nullable Stretch next = next(session, walk, parts.get(part).inPage());
            if (next != null && end != null) {
                table.handOut(session, before, next, labels.get(part), end);
                number++;
                from = next.upTo();
                return Optional.of(new Work(next, null));
            }
            nextPart();
        }
        if (before != null) {
            table.close(session, before);
        }
        return Optional.empty();
    }

    /** What follows in the part; null at its end, or when it is no part any more. */
    private @Nullable Stretch next(Session session, Walk walk, InPage inPage) throws SQLException {
        try {
            if (end == null) {
                end = walk.end(session);
            }
            if (end == null || end.equals(from)) {
                return null;
            }
            int passes = inPage.passes();
            return new Stretch(
                    number + 1, walk.part(), walk, from, walk.stretchEnd(session, from, end, passes), passes);
        } catch (SQLException failure) {
            if (now.explain(session, walk.part(), failure)) {
                return null;
            }
            throw failure;
        }
    }

    private void nextPart() {
        part++;
        from = null;
        end = null;
    }

    /** It is no part of the table any more, and nothing of it is handed out. */
    synchronized void leave(QualifiedName gone) {
        if (part < parts.size() && parts.get(part).walk().part().equals(gone)) {
            nextPart();
        }
    }

    private @Nullable Work unfinished(Session session) throws SQLException {
        for (Stretch stretch = lost.poll(); stretch != null; stretch = lost.poll()) {
            int wanted = stretch.number();
            for (Lease lease : table.leases(session)) {
                if (lease.number() == wanted) {
                    return new Work(stretch, lease.cursor());
                }
            }
        }
        return left.poll();
    }

    /** A worker is gone; another goes on where its last batch ended, which the table knows. */
    synchronized void giveBack(Stretch stretch) {
        lost.add(stretch);
    }

    InPage inPage(Stretch stretch) {
        return parts.stream()
                .filter(one -> one.walk().equals(stretch.walk()))
                .findFirst()
                .orElseThrow()
                .inPage();
    }
}
