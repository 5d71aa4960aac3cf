package liquibase.ext.online.lock;

/** What a command does while it holds its lock on a table, least first. */
public enum Work {
    /** System catalogs only: the time does not depend on the table. */
    CATALOG_ONLY,
    /** At most one batch of rows is written: the time depends on the batch. */
    ROW_BATCH,
    /** Every row is read. */
    TABLE_SCAN,
    /** Every row is read to build or rebuild an index. */
    INDEX_BUILD,
    /** Every matching row is written, and stays locked until the transaction ends. */
    TABLE_UPDATE,
    /** Every row, and with it every index, is written anew. */
    TABLE_REWRITE;

    /** Whether the time grows with the number of rows in the table. */
    public boolean growsWithTable() {
        return compareTo(TABLE_SCAN) >= 0;
    }

    /** The larger of two. */
    public Work max(Work other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
