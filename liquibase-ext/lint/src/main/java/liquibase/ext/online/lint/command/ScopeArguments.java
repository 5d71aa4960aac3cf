package liquibase.ext.online.lint.command;

import java.nio.file.Path;
import liquibase.GlobalConfiguration;
import liquibase.command.CommandArgumentDefinition;
import liquibase.command.CommandBuilder;
import liquibase.command.CommandScope;
import liquibase.configuration.ConfigurationValueObfuscator;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.scope.Pending;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a command that say which changeSets are reported. The database is not called {@code url}, for that
 * stands in many a liquibase.properties, and a linter does not connect unless it is asked to.
 */
record ScopeArguments(
        CommandArgumentDefinition<String> baseline,
        CommandArgumentDefinition<String> sinceRef,
        CommandArgumentDefinition<Boolean> mergeBase,
        CommandArgumentDefinition<String> sinceTag,
        CommandArgumentDefinition<String> pendingUrl,
        CommandArgumentDefinition<String> username,
        CommandArgumentDefinition<String> password) {

    /** Adds them to a command. */
    static ScopeArguments of(CommandBuilder command) {
        return new ScopeArguments(
                command.argument("baseline", String.class)
                        .description("Report only what this file of online-lint-baseline does not know")
                        .build(),
                command.argument("sinceRef", String.class)
                        .description("Report only changeSets that are new or edited since the work forked from this"
                                + " branch, tag or commit of git")
                        .build(),
                command.argument("mergeBase", Boolean.class)
                        .defaultValue(true)
                        .description("Whether since-ref means the commit at which the work forked from it, or itself")
                        .build(),
                command.argument("sinceTag", String.class)
                        .description("Report only changeSets behind the tagDatabase with this tag")
                        .build(),
                command.argument("pendingUrl", String.class)
                        .description("Report only what the next update would run on this database")
                        .build(),
                command.argument("username", String.class)
                        .description("The user for pending-url")
                        .build(),
                command.argument("password", String.class)
                        .setValueObfuscator(ConfigurationValueObfuscator.STANDARD)
                        .description("The password for pending-url")
                        .build());
    }

    /** Passes them on. */
    void apply(LintRequest request, CommandScope scope) {
        @Nullable String file = scope.getArgumentValue(baseline);
        request.baseline(file == null || file.isBlank() ? null : Path.of(file))
                .since(scope.getArgumentValue(sinceRef))
                .mergeBase(scope.getArgumentValue(mergeBase))
                .sinceTag(scope.getArgumentValue(sinceTag))
                .pending(pending(scope));
    }

    private @Nullable Pending pending(CommandScope scope) {
        @Nullable String url = scope.getArgumentValue(pendingUrl);
        return url == null || url.isBlank()
                ? null
                : new Pending(
                        url,
                        scope.getArgumentValue(username),
                        scope.getArgumentValue(password),
                        GlobalConfiguration.LIQUIBASE_SCHEMA_NAME.getCurrentValue(),
                        GlobalConfiguration.DATABASECHANGELOG_TABLE_NAME.getCurrentValue());
    }
}
