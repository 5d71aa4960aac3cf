package liquibase.ext.online.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;

/**
 * The table of a case: eight columns, rows of 112 bytes in full pages, {@code sku} NULL everywhere. The fill adds some
 * 13 bytes to each row.
 *
 * @param otherIndexes how many secondary indexes it has, none of them on {@code sku}: 0 to 3
 */
record Product(long rows, Key key, int otherIndexes) {
    /** The statement that fills all of it. */
    static final String FILL = "UPDATE product SET sku = 'PROD-' || id";

    private static final List<String> INDEXES = List.of("category_id", "name", "updated_at");

    /** The type of the primary key. */
    enum Key {
        BIGINT("n"),
        /** Of random order, so that neighbours in the key are strangers in the table. */
        UUID("md5(n::text)::uuid");

        private final String value;

        Key(String value) {
            this.value = value;
        }
    }

    /** Makes a database to copy: nobody stays connected to it. */
    TestDatabase template(PostgresServer server) throws SQLException {
        TestDatabase database = server.freshDatabase();
        database.run("""
                CREATE TABLE product (
                  id %s PRIMARY KEY,
                  name text NOT NULL,
                  price numeric(10, 2) NOT NULL,
                  category_id integer NOT NULL,
                  stock integer NOT NULL,
                  created_at timestamptz NOT NULL DEFAULT now(),
                  updated_at timestamptz NOT NULL,
                  sku text)""".formatted(key), """
                INSERT INTO product (id, name, price, category_id, stock, updated_at)
                SELECT %s, rpad('Product ' || n, 43, '.'), n %% 10000 / 100.0, n %% 1000, n %% 77,
                       now() + n * interval '1 second'
                FROM generate_series(1, %d) n""".formatted(key.value, rows));
        for (String column : INDEXES.subList(0, otherIndexes)) {
            database.run("CREATE INDEX ON product (" + column + ")");
        }
        database.run("VACUUM (FREEZE, ANALYZE) product");
        return database;
    }

    /** Makes a byte for byte copy of the template, on disk and read once. */
    static TestDatabase copy(TestDatabase template) throws SQLException {
        TestDatabase copy = template.server().copyOf(template);
        copy.run("CHECKPOINT", "SELECT count(*) FROM product");
        return copy;
    }

    String shape() {
        String shape = key.name().toLowerCase(Locale.ROOT) + " pk";
        return otherIndexes == 0 ? shape : shape + ", " + otherIndexes + " other indexes";
    }

    /** Whether what filling it costs is promised to be below a limit, and so is measured more than once. */
    boolean judged() {
        return key == Key.BIGINT;
    }

    String count() {
        return rows % 1_000_000 == 0 ? rows / 1_000_000 + "M" : rows / 1_000 + "k";
    }

    @Override
    public String toString() {
        return count() + " rows, " + shape();
    }
}
