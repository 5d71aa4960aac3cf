package liquibase.ext.online.it.lifecycle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.listener.SqlListener;
import liquibase.resource.DirectoryResourceAccessor;

/**
 * Commands of Liquibase over one changelog, in this process.
 *
 * @param target the argument that names the database, and its value
 * @param listener hears every statement that writes, before it runs
 */
public record Commands(Path folder, String changelog, Map.Entry<String, Object> target, SqlListener listener) {

    /** Each command opens a connection and closes it. */
    public static Commands on(TestDatabase database, Example example) {
        return on(database.url(), example);
    }

    /** Each command opens a connection to this JDBC URL and closes it. */
    public static Commands on(String url, Example example) {
        return new Commands(example.folder(), "changelog.xml", Map.entry("url", url), new SqlListener());
    }

    /** Every command speaks through the same connection. */
    public static Commands on(Database database, Example example) {
        return new Commands(example.folder(), "changelog.xml", Map.entry("database", database), new SqlListener());
    }

    Commands with(String changelog) {
        return new Commands(folder, changelog, target, listener);
    }

    /** The same, with every statement that writes told to the listener before it runs. */
    public Commands heardBy(SqlListener listener) {
        return new Commands(folder, changelog, target, listener);
    }

    public void update() throws Exception {
        run("update");
    }

    public void rollBackLast() throws Exception {
        run("rollbackCount", Map.entry("count", 1));
    }

    /** Runs a command and gives what it wrote. */
    @SafeVarargs
    public final String run(String command, Map.Entry<String, Object>... arguments) throws Exception {
        return run(new CommandScope(command).addArgumentValue("changelogFile", changelog), arguments);
    }

    /** The same for a command that knows no changelog. */
    @SafeVarargs
    public final String runWithoutChangelog(String command, Map.Entry<String, Object>... arguments) throws Exception {
        return run(new CommandScope(command), arguments);
    }

    @SafeVarargs
    private String run(CommandScope scope, Map.Entry<String, Object>... arguments) throws Exception {
        Map<String, Object> values = Map.of(Scope.Attr.resourceAccessor.name(), new DirectoryResourceAccessor(folder));
        // Liquibase remembers for as long as the JVM lives that a database was up to date, a rollback notwithstanding.
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Scope.child(listener, values, () -> {
            scope.addArgumentValue(target.getKey(), target.getValue());
            for (Map.Entry<String, Object> argument : arguments) {
                scope.addArgumentValue(argument.getKey(), argument.getValue());
            }
            scope.setOutput(output).execute();
        });
        return output.toString(StandardCharsets.UTF_8);
    }
}
