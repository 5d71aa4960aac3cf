package liquibase.ext.online.it.server;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which cases a build leaves to the next ones. What rarely fails runs with some of its cases in each build, other ones each
 * day; {@code -Devery.case=true}, as {@code mvn verify -Pfull} has it, leaves none.
 */
public final class Turn {
    private static final boolean EVERY_CASE = Boolean.getBoolean("every.case");

    private Turn() {}

    /** Whether it is this case's turn where one case in so many runs. */
    public static boolean isOf(String name, int oneIn) {
        return EVERY_CASE || today(name, oneIn) == 0;
    }

    /** A number from 0 to {@code size - 1}, by one further each day. */
    static int today(String name, int size) {
        return (int)
                Math.floorMod(name.hashCode() + LocalDate.now(ZoneOffset.UTC).toEpochDay(), (long) size);
    }
}
