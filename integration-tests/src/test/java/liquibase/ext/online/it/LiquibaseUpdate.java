package liquibase.ext.online.it;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.visitor.ChangeExecListener;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.ChangeExecListenerCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.command.core.helpers.ShowSummaryArgument;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.CompositeResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.UIService;
import org.jspecify.annotations.Nullable;

/** Liquibase's {@code update} command on a database, run in process with a changelog from a folder. */
public final class LiquibaseUpdate {
    private final TestDatabase database;
    private final String changelog;
    private final Map<String, Object> scope = new HashMap<>();
    private @Nullable ChangeExecListener listener;
    private @Nullable String defaultSchema;

    /** An update that is not run yet. */
    public LiquibaseUpdate(TestDatabase database, Path folder, String changelog) throws Exception {
        this.database = database;
        this.changelog = changelog;
        scope.put(
                Scope.Attr.resourceAccessor.name(),
                new CompositeResourceAccessor(
                        new DirectoryResourceAccessor(folder), new ClassLoaderResourceAccessor()));
    }

    /** Where Liquibase and the changes say what they do. */
    public LiquibaseUpdate telling(UIService ui) {
        scope.put(Scope.Attr.ui.name(), ui);
        return this;
    }

    public LiquibaseUpdate watchedBy(ChangeExecListener watcher) {
        this.listener = watcher;
        return this;
    }

    /** With {@code --default-schema-name}; null for without. */
    public LiquibaseUpdate inSchema(@Nullable String name) {
        this.defaultSchema = name;
        return this;
    }

    /** Sets a Liquibase configuration key such as {@code liquibase.online.lockTimeout}. */
    public LiquibaseUpdate with(String key, Object value) {
        scope.put(key, value);
        return this;
    }

    public void run() throws Exception {
        Scope.child(scope, () -> {
            new CommandScope(UpdateCommandStep.COMMAND_NAME)
                    .addArgumentValue(DbUrlConnectionArgumentsCommandStep.URL_ARG, database.url())
                    .addArgumentValue("defaultSchemaName", defaultSchema)
                    .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, changelog)
                    .addArgumentValue(ShowSummaryArgument.SHOW_SUMMARY, UpdateSummaryEnum.OFF)
                    .addArgumentValue(ChangeExecListenerCommandStep.CHANGE_EXEC_LISTENER_ARG, listener)
                    .execute();
        });
    }
}
