package liquibase.ext.online.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.lock.Footprint;

/** A command that runs functions or procedures, and so all that stands in their bodies, as far as {@link Known} has them. */
public interface Caller extends Command {
    /** The functions and procedures that it calls and that do not come with PostgreSQL, as SQL text. */
    List<String> calls();

    /** What it does itself. */
    Footprint ownFootprint(PgVersion version, Known known);

    /** Why {@link #ownFootprint} cannot be relied on; empty where it can. */
    default Optional<String> ownProblem(Known known) {
        return Optional.empty();
    }

    @Override
    default Footprint footprint(PgVersion version, Known known) {
        if (notUnderstood(known).isPresent()) {
            return Other.ANYTHING;
        }
        Footprint footprint = ownFootprint(version, known);
        for (String function : reached(known)) {
            Body body = known.bodyOf(function).orElseThrow();
            footprint = footprint.and(body.ownFootprint(version, known));
        }
        return footprint;
    }

    @Override
    default Optional<String> notUnderstood(Known known) {
        Optional<String> own = ownProblem(known);
        if (own.isPresent()) {
            return own;
        }
        for (String function : reached(known)) {
            Optional<Body> body = known.bodyOf(function);
            if (body.isEmpty()) {
                return Optional.of("calls " + function + "(), whose body is not known");
            }
            Optional<String> problem = body.get().ownProblem(known);
            if (problem.isPresent()) {
                return Optional.of("calls " + function + "(), which " + problem.get());
            }
        }
        return Optional.empty();
    }

    /** Every function that is called, directly or by another one; those without a known body too. */
    default Set<String> reached(Known known) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(calls());
        for (String function = left.poll(); function != null; function = left.poll()) {
            if (reached.add(function)) {
                known.bodyOf(function).ifPresent(body -> left.addAll(body.calls()));
            }
        }
        return reached;
    }
}
