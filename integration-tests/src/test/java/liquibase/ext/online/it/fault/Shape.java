package liquibase.ext.online.it.fault;

import java.util.List;
import java.util.stream.Stream;
import liquibase.ext.online.it.server.TestDatabase;

/** The tables that the changelog of {@link ProductChangelog} is run on: alike in columns and rows, unlike in keys. */
enum Shape {
    PRIMARY_KEY(13, "CREATE TABLE product (id bigint PRIMARY KEY, name text, sku text)"),

    /** Walked by blocks; what the application writes moves rows to other blocks. */
    NO_KEY(14, "CREATE TABLE product (id bigint NOT NULL, name text, sku text)", "CREATE INDEX ON product (id)"),

    PARTITIONED(
            13,
            "CREATE TABLE product (id bigint PRIMARY KEY, name text, sku text) PARTITION BY RANGE (id)",
            "CREATE TABLE product_1 PARTITION OF product FOR VALUES FROM (0) TO (1200)",
            "CREATE TABLE product_2 PARTITION OF product FOR VALUES FROM (1200) TO (9999999)"),

    /** So few rows in so many blocks that a single worker walks several stretches. */
    SPARSE(
            14,
            "CREATE TABLE product (id bigint PRIMARY KEY, name text, sku text)",
            "ALTER TABLE product ALTER name SET STORAGE PLAIN") {
        @Override
        Stream<String> rows() {
            return Stream.of(
                    "INSERT INTO product SELECT n, CASE WHEN n <= %1$d THEN 'Product ' || n ELSE repeat('x', 6000) END FROM generate_series(1, %2$d) AS n ORDER BY md5(n::text)"
                            .formatted(ROWS, ROWS + BLOCKS),
                    "DELETE FROM product WHERE id > " + ROWS,
                    "VACUUM (TRUNCATE false) product");
        }
    };

    /** The rows that are there before anybody writes, with the ids 1 to this. */
    static final int ROWS = 3000;

    /** About, where there are many: more than two stretches. */
    private static final int BLOCKS = 8_800;

    /** One row for each time that a changeSet of ours wrote a row of the table, in the transaction of that. */
    private static final List<String> WRITES = List.of(
            "CREATE TABLE writes (id bigint NOT NULL, by text NOT NULL)",
            "CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " INSERT INTO writes VALUES (NEW.id, split_part(current_setting('application_name'), ' ', 2));"
                    + " RETURN NULL; END $$",
            "CREATE TRIGGER count_write AFTER UPDATE ON product FOR EACH ROW"
                    + " WHEN (current_setting('application_name') LIKE 'liquibase-online %') EXECUTE FUNCTION count_write()");

    private final int oldestMajor;
    private final String tables;

    Shape(int oldestMajor, String... tables) {
        this.oldestMajor = oldestMajor;
        this.tables = String.join(";", tables);
    }

    /** A partitioned table cannot have one online before 18. */
    boolean mayHaveForeignKey() {
        return this != PARTITIONED;
    }

    Stream<String> rows() {
        return Stream.of("INSERT INTO product SELECT n, 'Product ' || n FROM generate_series(1, " + ROWS
                + ") AS n ORDER BY md5(n::text)");
    }

    static List<Shape> on(int major) {
        return Stream.of(values()).filter(shape -> shape.oldestMajor <= major).toList();
    }

    void create(TestDatabase database) throws Exception {
        database.run(Stream.of(
                        Stream.of(
                                "CREATE TABLE category (id bigint PRIMARY KEY)",
                                "INSERT INTO category SELECT n FROM generate_series(0, 4) AS n"),
                        Stream.of(tables),
                        rows(),
                        Stream.of("CREATE INDEX ON product (name)"),
                        WRITES.stream())
                .flatMap(statements -> statements)
                .toArray(String[]::new));
    }
}
