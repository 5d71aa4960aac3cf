package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the database is not PostgreSQL, each online change does what the stock change that it replaces does. */
@Tag("liquibase")
class OtherDatabaseIT {
    private static final List<String> SCHEMA_QUERIES = List.of(
            "SELECT column_name || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns"
                    + " WHERE table_name = 'PRODUCT' ORDER BY ordinal_position",
            "SELECT constraint_name || ' ' || constraint_type FROM information_schema.table_constraints"
                    + " WHERE table_name = 'PRODUCT' ORDER BY 1");

    @TempDir
    Path folder;

    @Test
    void h2GetsWhatTheStockChangesGiveIt() throws Exception {
        Files.writeString(folder.resolve("stock.xml"), stockTwin());
        try (Connection online = h2("online");
                Connection stock = h2("stock")) {
            Cli.run("update", url("online"), "--changelog-file=" + Product.CHANGELOG);
            Cli.runIn(folder, "update", url("stock"), "--changelog-file=stock.xml");

            Product.assertApplied(online);
            Product.assertApplied(stock);
            for (String query : SCHEMA_QUERIES) {
                assertThat(Product.column(online, query)).isEqualTo(Product.column(stock, query));
            }
        }
    }

    @Test
    void h2RollsBackWhatTheStockChangesWould() throws Exception {
        try (Connection online = h2("rollback")) {
            Cli.run("update", url("rollback"), "--changelog-file=" + Product.CHANGELOG);
            Cli.run("rollback-count", url("rollback"), "--changelog-file=" + Product.CHANGELOG, "--count=4");

            assertThat(Product.history(online)).isEqualTo(Product.STOCK);
            assertThat(Product.column(online, SCHEMA_QUERIES.get(0))).hasSize(2);
        }
    }

    /** The same changelog with each online change renamed to its stock change, and without what only ours has. */
    private static String stockTwin() throws IOException {
        try (InputStream in = OtherDatabaseIT.class.getClassLoader().getResourceAsStream(Product.CHANGELOG)) {
            assertThat(in).isNotNull();
            String online = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String stock = online.replace("online:addColumnOnline", "addColumn")
                    .replace("online:backfillInBatches", "update")
                    .replace("online:addUniqueConcurrently", "addUniqueConstraint")
                    .replace("online:setNotNullValidated", "addNotNullConstraint")
                    .replace(" batchSize=\"2\"", "");
            assertThat(stock).doesNotContain("<online:");
            return stock;
        }
    }

    private static Connection h2(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:" + name);
    }

    private static String url(String name) {
        return "--url=jdbc:h2:mem:" + name;
    }
}
