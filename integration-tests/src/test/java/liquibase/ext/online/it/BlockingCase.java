package liquibase.ext.online.it;

import java.util.stream.Stream;

/** A change in both forms, which differ in name only where Liquibase has one of its own, and a transaction that is in the way of either. */
enum BlockingCase {
    ADD_COLUMN("addColumn", "addColumnOnline", """
            tableName: orders
            columns:
            - column: { name: note, type: varchar(40) }
            """, "NULL", Transaction.THAT_HAS_READ),
    BACKFILL("update", "backfillInBatches", """
            tableName: orders
            columns:
            - column: { name: sku, valueComputed: "'PROD-' || id" }
            where: sku IS NULL
            """, "NULL", Transaction.THAT_HOLDS_THE_LAST_ROW),
    DELETE("delete", "deleteInBatches", """
            tableName: orders
            where: id > 50000
            """, "NULL", Transaction.THAT_HOLDS_THE_LAST_ROW),
    SQL("sql", "onlineSql", """
            sql: ALTER TABLE orders ADD COLUMN note varchar(40)
            """, "NULL", Transaction.THAT_HAS_READ),
    UNIQUE(
            "addUniqueConstraint",
            "addUniqueConcurrently",
            Attributes.OF_UNIQUE,
            "'PROD-' || n",
            Transaction.THAT_HAS_READ),
    UNIQUE_INDEX(
            "addUniqueConstraint",
            "addUniqueConcurrently",
            Attributes.OF_UNIQUE,
            "'PROD-' || n",
            Transaction.THAT_HAS_A_SNAPSHOT),
    INDEX("createIndex", "createIndexConcurrently", """
            tableName: orders
            indexName: orders_sku
            columns:
            - column: { name: sku }
            """, "'PROD-' || n", Transaction.THAT_HAS_WRITTEN),
    DROP_INDEX("dropIndex", "dropIndexConcurrently", """
            tableName: orders
            indexName: orders_n
            """, "NULL", Transaction.THAT_HAS_READ),
    DROP_FOREIGN_KEY("dropForeignKeyConstraint", "dropConstraintOnline", """
            baseTableName: orders
            constraintName: orders_shop
            """, "NULL", Transaction.THAT_HAS_READ),
    DROP_COLUMN("dropColumn", "dropColumnOnline", """
            tableName: orders
            columnName: shop
            """, "NULL", Transaction.THAT_HAS_READ),
    DROP_REFERENCING_TABLE("dropTable", "dropTableOnline", """
            tableName: line
            """, "NULL", Transaction.THAT_HAS_READ),
    FOREIGN_KEY("addForeignKeyConstraint", "addForeignKeyValidated", """
            baseTableName: item
            baseColumnNames: order_id
            constraintName: item_order_fk
            referencedTableName: orders
            referencedColumnNames: id
            """, "'PROD-' || n", Transaction.THAT_HAS_WRITTEN),
    PRIMARY_KEY("addPrimaryKey", "addPrimaryKeyConcurrently", """
            tableName: orders
            columnNames: sku
            constraintName: orders_pk
            """, "'PROD-' || n", Transaction.THAT_HAS_READ) {
        @Override
        String[] table() {
            return Stream.concat(
                            Stream.of(super.table()),
                            Stream.of(
                                    "ALTER TABLE line DROP CONSTRAINT line_order_id_fkey",
                                    "ALTER TABLE orders DROP CONSTRAINT orders_pkey"))
                    .toArray(String[]::new);
        }
    },
    CHECK("sql", """
            sql: ALTER TABLE orders ADD CONSTRAINT orders_n_check CHECK (n >= 0)
            """, "addCheckValidated", """
            tableName: orders
            constraintName: orders_n_check
            constraintBody: n >= 0
            """, "'PROD-' || n", Transaction.THAT_HAS_READ),
    NOT_NULL("addNotNullConstraint", "setNotNullValidated", """
            tableName: orders
            columnName: sku
            """, "'PROD-' || n", Transaction.THAT_HAS_READ);

    static final int ROWS = 100_000;

    private final String stock;
    private final String stockAttributes;
    private final String online;
    private final String onlineAttributes;
    private final String sku;
    private final String blocker;

    BlockingCase(String stock, String online, String attributes, String sku, String blocker) {
        this(stock, attributes, online, attributes, sku, blocker);
    }

    BlockingCase(
            String stock, String stockAttributes, String online, String onlineAttributes, String sku, String blocker) {
        this.stock = stock;
        this.stockAttributes = stockAttributes;
        this.online = online;
        this.onlineAttributes = onlineAttributes;
        this.sku = sku;
        this.blocker = blocker;
    }

    /** The statements that make the table on which both forms are tried. */
    String[] table() {
        return new String[] {
            "CREATE TABLE shop (id int PRIMARY KEY)",
            "CREATE TABLE orders (id int PRIMARY KEY, n int NOT NULL, sku text, shop int CONSTRAINT orders_shop REFERENCES shop)",
            "CREATE TABLE line (order_id int PRIMARY KEY REFERENCES orders)",
            "INSERT INTO orders (id, n, sku) SELECT n, 0, %s FROM generate_series(1, %d) n".formatted(sku, ROWS),
            "CREATE INDEX orders_n ON orders (sku, n)",
            "VACUUM ANALYZE orders",
            "CREATE TABLE item (id int PRIMARY KEY, order_id int)",
            "INSERT INTO item SELECT id, id FROM orders"
        };
    }

    String blocker() {
        return blocker;
    }

    String stockChangelog() {
        return changelog(stock, stockAttributes);
    }

    String onlineChangelog() {
        return changelog(online, onlineAttributes);
    }

    private String changelog(String change, String attributes) {
        return """
                databaseChangeLog:
                - changeSet:
                    id: %s
                    author: it
                    changes:
                    - %s:
                """.formatted(change, change) + attributes.indent(12);
    }

    private static final class Attributes {
        static final String OF_UNIQUE = """
                tableName: orders
                columnNames: sku
                constraintName: orders_sku_key
                """;
    }

    private static final class Transaction {
        /** Its cursor is open, so that it has a snapshot: in the way of a concurrent index build, not only of ALTER. */
        static final String THAT_HAS_A_SNAPSHOT = "SELECT n FROM orders WHERE id = 1";

        /** The second statement closes the cursor of the first; the lock stays. */
        static final String THAT_HAS_READ = THAT_HAS_A_SNAPSHOT + "; SET LOCAL application_name = 'a report'";

        /** In the way of SHARE, which a plain index build takes; the row is written by nobody else. */
        static final String THAT_HAS_WRITTEN = "UPDATE orders SET n = 1 WHERE id = " + ROWS + " RETURNING n";

        /** Read or written by nobody else, so that whoever waits here waits for the change and not for this row. */
        static final String THAT_HOLDS_THE_LAST_ROW = "SELECT n FROM orders WHERE id = " + ROWS + " FOR UPDATE";
    }
}
