package liquibase.ext.online.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A change of ours beside the same one typed by hand, both on a table of two million rows.
 *
 * @param changelog of ours
 * @param limit what ours may cost as a multiple of the other; NaN where nothing is promised
 * @param prepared statements that make the table of {@link Product} the one that is changed
 */
record Recipe(String name, String changelog, ByStatements byHand, double limit, List<String> prepared) {
    static final Product TABLE = new Product(2_000_000, Product.Key.BIGINT, 0);

    private static final List<String> FILLED = List.of(Product.FILL, "VACUUM (FULL, FREEZE, ANALYZE) product");
    private static final List<String> WITH_SHOPS = List.of(
            "CREATE TABLE shop (id int PRIMARY KEY)",
            "INSERT INTO shop SELECT generate_series(1, 1000)",
            "VACUUM (FREEZE, ANALYZE) shop");
    private static final List<String> WITHOUT_COLUMN =
            List.of("ALTER TABLE product DROP COLUMN sku", "VACUUM (FULL, FREEZE, ANALYZE) product");

    static final List<Recipe> ALL = List.of(
            new Recipe("add unique", "bench/unique.xml", ByHand::unique, 1.15, FILLED),
            new Recipe("set not null", "bench/not-null.xml", ByHand::notNull, Double.NaN, FILLED),
            new Recipe("add foreign key", "bench/foreign-key.xml", ByHand::foreignKey, Double.NaN, WITH_SHOPS),
            new Recipe("add, fill, unique, not null", "bench/demo.xml", ByHand::demo, 1.0, WITHOUT_COLUMN));

    /** Statements over one connection in autocommit. */
    @FunctionalInterface
    interface ByStatements {
        void run(Connection connection, long rows) throws SQLException;
    }

    @Override
    public String toString() {
        return TABLE.count() + " rows, " + name;
    }
}
