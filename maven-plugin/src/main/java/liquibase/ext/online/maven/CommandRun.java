package liquibase.ext.online.maven;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/** One run of a command of Liquibase, and what it wrote. */
final class CommandRun {
    private static final String SCHEMA = "liquibaseSchemaName";

    private final String command;
    private final Map<String, @Nullable String> arguments;
    private final @Nullable String liquibaseSchemaName;
    private final @Nullable File propertyFile;

    /**
     * A run with these arguments.
     *
     * @param arguments by the names that Liquibase's code has for them; null for what the file may give
     */
    CommandRun(
            String command,
            Map<String, @Nullable String> arguments,
            @Nullable String liquibaseSchemaName,
            @Nullable File propertyFile) {
        this.command = command;
        this.arguments = arguments;
        this.liquibaseSchemaName = liquibaseSchemaName;
        this.propertyFile = propertyFile;
    }

    /** Liquibase keeps much in static fields, so that builds with several threads run one command at a time. */
    List<String> lines() throws MojoExecutionException {
        Properties file = properties();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        synchronized (CommandRun.class) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(CommandRun.class.getClassLoader());
            try {
                Scope.child(settings(file), () -> run(file, output));
            } catch (Exception failure) {
                throw new MojoExecutionException(command + ": " + failure.getMessage(), failure);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void run(Properties file, ByteArrayOutputStream output) throws Exception {
        CommandScope scope = new CommandScope(command);
        for (Map.Entry<String, @Nullable String> argument : arguments.entrySet()) {
            String value = argument.getValue() == null ? given(file, argument.getKey()) : argument.getValue();
            if (value != null) {
                scope.addArgumentValue(argument.getKey(), value);
            }
        }
        scope.setOutput(output);
        scope.execute();
    }

    private Map<String, Object> settings(Properties file) {
        Map<String, Object> settings = new HashMap<>();
        ClassLoader loader = CommandRun.class.getClassLoader();
        settings.put(Scope.Attr.classLoader.name(), loader);
        settings.put(Scope.Attr.resourceAccessor.name(), new ClassLoaderResourceAccessor(loader));
        settings.put("liquibase.analytics.enabled", false);
        String schema = liquibaseSchemaName == null ? given(file, SCHEMA) : liquibaseSchemaName;
        if (schema != null) {
            settings.put("liquibase." + SCHEMA, schema);
        }
        return settings;
    }

    /** In the file a name may stand as in the command line's, {@code url}, or as {@code liquibase.command.url}. */
    private static @Nullable String given(Properties file, String name) {
        return file.getProperty(
                name, file.getProperty("liquibase.command." + name, file.getProperty("liquibase." + name)));
    }

    private Properties properties() throws MojoExecutionException {
        Properties properties = new Properties();
        if (propertyFile != null) {
            try (Reader reader = Files.newBufferedReader(propertyFile.toPath(), StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException failure) {
                throw new MojoExecutionException(
                        command + ": cannot read propertyFile " + propertyFile + ": " + failure, failure);
            }
        }
        return properties;
    }
}
