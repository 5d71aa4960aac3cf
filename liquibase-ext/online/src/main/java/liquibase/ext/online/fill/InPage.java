package liquibase.ext.online.fill;

/**
 * Several passes over each page: what one leaves behind there is pruned when the next one reads the page, so that later
 * rows are updated in their page (HOT). When too few are (an old snapshot keeps the dead ones, a trigger writes an indexed
 * column), it falls back to one pass.
 */
final class InPage {
    private static final double LEAST_SHARE = 0.2;

    /** What was in the way may be gone. */
    private static final int ASK_AGAIN_AFTER = 16;

    private final int passes;
    private int plainStretches;
    private boolean pays = true;

    /** @param passes over each page where they pay */
    InPage(int passes) {
        this.passes = passes;
    }

    /** Passes for the next stretch, 1 when more do not pay. */
    synchronized int passes() {
        if (!pays && ++plainStretches >= ASK_AGAIN_AFTER) {
            pays = true;
            plainStretches = 0;
        }
        return pays ? passes : 1;
    }

    /** Whether rows are updated in their page, so that the table does not grow as much. */
    synchronized boolean works() {
        return passes > 1 && pays;
    }

    /** What a stretch showed. */
    synchronized void seen(Stretch stretch, long updates, long inPage) {
        if (stretch.passes() > 1 && updates > 0) {
            pays = (double) inPage / updates >= LEAST_SHARE;
        }
    }
}
