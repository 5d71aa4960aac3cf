package liquibase.ext.online.fill;

/**
 * What the size of a part and its indexes say about how to walk it.
 *
 * @param heap whether it is stored by the heap access method, which has blocks
 * @param rows estimate
 * @param blocks its size
 * @param blockSize bytes
 * @param indexes how many, each of which gets an entry for a row that is not updated in its page
 * @param targetIndexed whether an index has a column that is written, so that no row can be updated in its page
 * @param keyInOrder whether the rows lie in the order of their key
 */
record Shape(
        boolean heap, long rows, long blocks, long blockSize, int indexes, boolean targetIndexed, boolean keyInOrder) {
    private static final int MANY_INDEXES = 4;
    private static final double FEW_ROWS_A_BLOCK = 16;
    private static final double MANY_ROWS_A_BLOCK = 32;

    /** At least one, so that a batch of an almost empty table does not span all of it. */
    double rowsPerBlock() {
        return Math.max(1, (double) rows / Math.max(1, blocks));
    }

    /**
     * How often to visit each page, a power of two. Each visit costs about 0.2 µs a row; an update in the page spares an
     * entry in every index, and a key in no order makes such an entry dear. The figures are in the README, under
     * Benchmarks.
     */
    int passesOverBlocks() {
        if (!mayUpdateInPage()) {
            return 1;
        }
        if (rowsPerBlock() < FEW_ROWS_A_BLOCK) {
            return 2;
        }
        return isDear() && rowsPerBlock() >= MANY_ROWS_A_BLOCK ? 8 : 4;
    }

    /** The same for ranges of a key, where each visit walks the key's index as well; in no order they need no passes. */
    int passesOverKey() {
        if (!mayUpdateInPage() || !keyInOrder) {
            return 1;
        }
        return isDear() && rowsPerBlock() >= FEW_ROWS_A_BLOCK ? 4 : 2;
    }

    private boolean mayUpdateInPage() {
        return heap && indexes > 0 && !targetIndexed;
    }

    private boolean isDear() {
        return indexes >= MANY_INDEXES || !keyInOrder;
    }
}
