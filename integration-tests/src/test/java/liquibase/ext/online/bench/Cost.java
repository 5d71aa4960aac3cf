package liquibase.ext.online.bench;

/**
 * What one fill cost.
 *
 * @param rows how many rows it filled
 * @param seconds how long it took
 * @param cpu processor seconds of the server, NaN if they cannot be read here
 * @param wal bytes of WAL
 * @param size the heap afterwards, as a multiple of the heap before
 * @param hot the share of the updates that stayed in their page and left the indexes alone
 * @param growth how much longer a batch took at the end than at the start, NaN if that was not seen
 */
record Cost(long rows, double seconds, double cpu, double wal, double size, double hot, double growth) {
    double rowsPerSecond() {
        return rows / seconds;
    }

    double cpuMicrosPerRow() {
        return cpu * 1e6 / rows;
    }

    double walPerRow() {
        return wal / rows;
    }

    /** What to choose the median of some runs by. */
    double toCompare() {
        return Double.isNaN(cpu) ? seconds : cpu;
    }
}
