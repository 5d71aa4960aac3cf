package liquibase.ext.online.sql;

import java.util.List;
import java.util.function.Predicate;
import liquibase.ext.online.lock.Footprint;

/**
 * The server majors that a changelog runs on; both ends are judged, and the worse one counts.
 *
 * @param oldest not above {@code newest}
 */
public record Versions(PgVersion oldest, PgVersion newest) {
    /** A single major. */
    public static Versions of(PgVersion version) {
        return new Versions(version, version);
    }

    /** Whether something holds on every server of the range. */
    public boolean all(Predicate<PgVersion> fact) {
        return fact.test(oldest) && fact.test(newest);
    }

    /** What a command does, at worst. */
    public Footprint footprint(Command command, Known known) {
        Footprint footprint = command.footprint(oldest, known);
        return oldest.equals(newest) ? footprint : footprint.and(command.footprint(newest, known));
    }

    /** Both ends. */
    public List<PgVersion> ends() {
        return oldest.equals(newest) ? List.of(oldest) : List.of(oldest, newest);
    }

    @Override
    public String toString() {
        return oldest.equals(newest) ? "" + oldest.major() : oldest.major() + "–" + newest.major();
    }
}
