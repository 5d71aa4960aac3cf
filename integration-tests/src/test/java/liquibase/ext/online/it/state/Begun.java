package liquibase.ext.online.it.state;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.listener.SqlListener;

/** A database that belongs to a plain role, and the editions of one changeSet, {@code c.yaml::c::it}, that run in it. */
record Begun(OwnerDatabase database, Path folder) implements AutoCloseable {
    /** How a run is named in acceptEdited. */
    static final String CHANGE_SET = "c.yaml::c::it";

    static Begun on(int major, Path folder, String... setUp) throws Exception {
        OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(major));
        database.owner().run(setUp);
        return new Begun(database, folder);
    }

    /** Writes an edition: the changes in YAML's short form. */
    Commands edition(String changes) throws Exception {
        return edition(folder, changes, database.owner().url());
    }

    /** The same for a command on another database. */
    static Commands edition(Path folder, String changes, String url) throws Exception {
        Files.writeString(folder.resolve("c.yaml"), """
                databaseChangeLog:
                  - changeSet: {id: first, author: it, changes: [sql: {sql: "SELECT 1"}], rollback: [sql: {sql: "SELECT 1"}]}
                  - changeSet: {id: c, author: it, runInTransaction: false, changes: [%s]}
                """.formatted(changes));
        return new Commands(folder, "c.yaml", Map.entry("url", url), new SqlListener());
    }

    /** The message of a command that must fail; empty when it does not. */
    static String failure(Commands commands, String command) {
        Throwable failure = catchThrowable(() -> commands.run(command));
        return failure == null ? "" : String.valueOf(failure.getMessage());
    }

    String all(String query) throws Exception {
        return String.join("; ", Catalog.strings(database.owner(), query));
    }

    boolean isExecuted() throws Exception {
        return all("SELECT id FROM databasechangelog WHERE id = 'c'").equals("c");
    }

    /** Kind, step and status of every row. */
    String kept() throws Exception {
        return all(
                "SELECT concat_ws(' ', kind, nullif(step, ''), status) FROM databasechangelogonline WHERE kind <> 'version'"
                        + " ORDER BY change, started, step");
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
