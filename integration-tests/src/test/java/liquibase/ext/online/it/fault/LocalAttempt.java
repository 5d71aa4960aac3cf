package liquibase.ext.online.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.listener.SqlListener;

/** An update in this JVM, on a connection whose settings are looked at afterwards. */
final class LocalAttempt extends Attempt {
    /** Those of PL/pgSQL appear with the first function that runs. */
    private static final String SETTINGS = "SELECT name || ' = ' || setting FROM pg_settings"
            + " WHERE name <> 'search_path' AND name NOT LIKE 'plpgsql.%' ORDER BY name";

    private final Database database;
    private final List<String> settings;
    private final CompletableFuture<Void> end;

    LocalAttempt(String url, Path folder, Kill awaited) throws Exception {
        super(awaited);
        database = DatabaseFactory.getInstance()
                .openDatabase(url, null, null, null, Scope.getCurrentScope().getResourceAccessor());
        settings = Catalog.strings(connection(), SETTINGS);
        SqlListener listener = new SqlListener() {
            @Override
            public void writeSqlWillRun(String sql) {
                hear(kind(sql));
            }
        };
        Commands commands = ProductChangelog.on(url, folder, listener);
        end = CompletableFuture.runAsync(() -> {
            try {
                new Commands(folder, commands.changelog(), Map.entry("database", database), listener).update();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    @Override
    CompletableFuture<Void> end() {
        return end;
    }

    private Connection connection() {
        return ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
    }

    /** Checks the session if it is still there. */
    @Override
    public void close() throws SQLException {
        try {
            if (connection().isValid(5)) {
                connection().rollback();
                assertThat(Catalog.strings(connection(), SETTINGS))
                        .as("settings of the session that was left")
                        .isEqualTo(settings);
            }
        } catch (SQLException gone) {
            assertThat(gone.getSQLState()).startsWith("08");
        } finally {
            hangUp();
        }
    }

    private void hangUp() {
        try {
            database.close();
        } catch (DatabaseException goneAlready) {
            assertThat(goneAlready).hasRootCauseInstanceOf(SQLException.class);
        }
    }
}
