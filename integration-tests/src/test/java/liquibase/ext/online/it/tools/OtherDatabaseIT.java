package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
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
            update(online, Product.CHANGELOG, new ClassLoaderResourceAccessor());
            update(stock, "stock.xml", new DirectoryResourceAccessor(folder));

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
            update(online, Product.CHANGELOG, new ClassLoaderResourceAccessor())
                    .rollback(4, null, new Contexts(), new LabelExpression());

            assertThat(Product.history(online)).isEqualTo(Product.STOCK);
            assertThat(Product.column(online, SCHEMA_QUERIES.get(0))).hasSize(2);
        }
    }

    @Test
    void h2DeletesAsTheStockChangeDoesAndKeepsWhatItCannotMove() throws Exception {
        String changelog = """
                databaseChangeLog:
                - changeSet:
                    id: delete
                    author: it
                    changes:
                      - deleteInBatches: {tableName: product, where: "id < 3" %s}
                """;
        Files.writeString(folder.resolve("delete.yaml"), changelog.formatted(""));
        Files.writeString(folder.resolve("move.yaml"), changelog.formatted(", archiveTo: old_product"));
        try (Connection h2 = h2("delete")) {
            h2.createStatement().execute("CREATE TABLE product (id int)");
            h2.createStatement().execute("INSERT INTO product VALUES (1), (2), (3)");
            assertThatThrownBy(() -> update(h2, "move.yaml", new DirectoryResourceAccessor(folder)))
                    .hasMessageContaining("archiveTo works on PostgreSQL only");
            assertThat(Product.column(h2, "SELECT count(*) FROM product")).containsExactly("3");
            update(h2, "delete.yaml", new DirectoryResourceAccessor(folder));
            assertThat(Product.column(h2, "SELECT id FROM product")).containsExactly("3");
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

    private static Liquibase update(Connection connection, String changelog, ResourceAccessor files)
            throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        Liquibase liquibase = new Liquibase(changelog, files, database);
        liquibase.update(new Contexts(), new LabelExpression());
        return liquibase;
    }
}
