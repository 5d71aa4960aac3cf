package liquibase.ext.online.demo;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.it.traffic.Traffic;

/**
 * The application: it looks products up, changes prices and inserts products. It comes in two versions; the second one
 * writes {@code sku} for the products that it inserts.
 */
final class Shop {
    private static final int CLIENTS = 4;
    private static final int READS_PER_SECOND = 200;
    private static final int WRITES_PER_SECOND = 100;
    /** One write of so many is an insert. */
    private static final int INSERT_SHARE = 10;

    private final TestDatabase database;
    private final long rows;
    private volatile boolean writesSku;

    Shop(TestDatabase database, long rows) {
        this.database = database;
        this.rows = rows;
    }

    /** Makes the table as it was before anybody thought of {@code sku}. */
    void createProducts() throws SQLException {
        database.run(
                """
                CREATE TABLE product (
                  id bigserial PRIMARY KEY,
                  name varchar(100) NOT NULL,
                  price numeric(10, 2) NOT NULL,
                  updated_at timestamptz NOT NULL DEFAULT now())""",
                "INSERT INTO product (name, price) SELECT 'Product ' || n, n %% 1000 FROM generate_series(1, %d) n"
                        .formatted(rows),
                "VACUUM ANALYZE product",
                "CHECKPOINT");
    }

    Traffic open() {
        return Traffic.on(database.dataSource())
                .readers(CLIENTS, READS_PER_SECOND, this::read)
                .writers(CLIENTS, WRITES_PER_SECOND, this::write);
    }

    /** Replaces the application by its second version; requests that the first one has begun are still finished by it. */
    void deployVersionThatWritesSku() {
        writesSku = true;
    }

    TestDatabase database() {
        return database;
    }

    long rows() {
        return rows;
    }

    private void read(Connection connection, SplittableRandom random) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT name, price, updated_at FROM product WHERE id = ?")) {
            select.setLong(1, someId(random));
            select.executeQuery().close();
        }
    }

    private void write(Connection connection, SplittableRandom random) throws SQLException {
        if (random.nextInt(INSERT_SHARE) == 0) {
            insert(connection, random);
        } else {
            changePrice(connection, random);
        }
    }

    private void changePrice(Connection connection, SplittableRandom random) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE product SET price = ?, updated_at = now() WHERE id = ?")) {
            update.setBigDecimal(1, BigDecimal.valueOf(random.nextInt(100_000), 2));
            update.setLong(2, someId(random));
            update.executeUpdate();
        }
    }

    private void insert(Connection connection, SplittableRandom random) throws SQLException {
        String sql = writesSku
                ? "INSERT INTO product (id, name, price, sku)"
                        + " SELECT n, 'Product ' || n, ?, 'PROD-' || n FROM nextval('product_id_seq') n"
                : "INSERT INTO product (id, name, price) SELECT n, 'Product ' || n, ? FROM nextval('product_id_seq') n";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setBigDecimal(1, BigDecimal.valueOf(random.nextInt(100_000), 2));
            insert.executeUpdate();
        }
    }

    private long someId(SplittableRandom random) {
        return 1 + random.nextLong(rows);
    }
}
