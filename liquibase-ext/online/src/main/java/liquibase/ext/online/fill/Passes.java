package liquibase.ext.online.fill;

/**
 * Counts how often all rows that are left were gone through, so that there is an end where nothing comes of it. A look may
 * find more rows than it may take: a pass then is as many as were left at its beginning, and never more than at the
 * beginning of one before, so that a writer who is faster does not make it longer.
 */
final class Passes {
    private final int most;
    private int pass = 1;
    private long least = Long.MAX_VALUE;
    private long toCome;
    private boolean idle;

    /** @param most how many there may be */
    Passes(int most) {
        this.most = most;
    }

    /** Which one it is, from 1 on. */
    int number() {
        return pass;
    }

    boolean areOver() {
        return pass > most;
    }

    /** Whether the last look wrote nothing. */
    boolean wroteNothing() {
        return idle;
    }

    /** Whether a look that may not have found all needs to know how many there are. */
    boolean beginWithPart() {
        return toCome <= 0;
    }

    /** So many rows are left. */
    void left(long rows) {
        least = Math.min(least, rows);
        toCome = least;
    }

    /**
     * A look, and what was written of it.
     *
     * @param all whether it found all that were left
     */
    void looked(long found, boolean all, long written) {
        toCome -= found;
        idle = written == 0;
        if (all || idle || toCome <= 0) {
            pass++;
            toCome = 0;
        }
    }
}
