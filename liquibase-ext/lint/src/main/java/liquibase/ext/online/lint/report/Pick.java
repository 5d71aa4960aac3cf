package liquibase.ext.online.lint.report;

import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/** Chooses what is shown when not all can be. */
final class Pick {
    private Pick() {}

    /**
     * The indices that are shown.
     *
     * @param count how many there are
     * @param rank of an index, from 0 for what matters most; below 0 is never shown
     * @param limit how many may be shown; of the same rank, the last ones win
     */
    static BitSet of(int count, IntUnaryOperator rank, int limit) {
        int[] ranks = new int[count];
        int worst = -1;
        for (int i = 0; i < count; i++) {
            ranks[i] = rank.applyAsInt(i);
            worst = Math.max(worst, ranks[i]);
        }
        BitSet shown = new BitSet(count);
        int left = limit;
        for (int wanted = 0; wanted <= worst && left > 0; wanted++) {
            for (int i = count - 1; i >= 0 && left > 0; i--) {
                if (ranks[i] == wanted) {
                    shown.set(i);
                    left--;
                }
            }
        }
        return shown;
    }
}
