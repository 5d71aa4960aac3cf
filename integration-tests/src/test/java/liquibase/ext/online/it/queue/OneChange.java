package liquibase.ext.online.it.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.TestDatabase;

/** An update with a changelog of one online change of the table {@code orders}, which runs in the background. */
final class OneChange {
    static final String CHANGELOG = "changelog.yaml";
    static final String ADD_COLUMN =
            "addColumnOnline: {tableName: orders, columns: [column: {name: note, type: varchar(40)}]}";
    static final String UNIQUE =
            "addUniqueConcurrently: {tableName: orders, columnNames: sku, constraintName: orders_sku_key}";
    static final String NOT_NULL = "setNotNullValidated: {tableName: orders, columnName: sku}";

    private final TestDatabase database;
    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final Told told = new Told();

    OneChange(TestDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** The table, with so many rows. */
    static String[] table(int rows) {
        return new String[] {
            "CREATE TABLE orders (id int PRIMARY KEY, n int NOT NULL, sku text)",
            "INSERT INTO orders SELECT n, 0, 'PROD-' || n FROM generate_series(1, " + rows + ") n",
            "VACUUM ANALYZE orders"
        };
    }

    /** Sets {@code liquibase.online.<key>}. */
    OneChange with(String key, String value) {
        settings.put("liquibase.online." + key, value);
        return this;
    }

    Told told() {
        return told;
    }

    /** Runs the change, written in YAML. */
    CompletableFuture<Void> start(String change) throws IOException {
        write(folder, change);
        return CompletableFuture.runAsync(this::update);
    }

    static void write(Path folder, String change) throws IOException {
        Files.writeString(folder.resolve(CHANGELOG), """
                databaseChangeLog:
                - changeSet:
                    id: one
                    author: it
                    changes:
                    - %s
                """.formatted(change));
    }

    private void update() {
        try {
            LiquibaseUpdate update = new LiquibaseUpdate(database, folder, CHANGELOG).telling(told);
            settings.forEach(update::with);
            update.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
