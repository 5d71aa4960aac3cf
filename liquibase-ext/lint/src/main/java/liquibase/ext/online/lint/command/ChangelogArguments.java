package liquibase.ext.online.lint.command;

import liquibase.Scope;
import liquibase.command.CommandArgumentDefinition;
import liquibase.command.CommandBuilder;
import liquibase.command.CommandScope;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangelogException;

/** The arguments of a command that say which changelog to read, and for which server. */
record ChangelogArguments(
        CommandArgumentDefinition<String> file,
        CommandArgumentDefinition<String> contexts,
        CommandArgumentDefinition<String> labelFilter,
        CommandArgumentDefinition<String> defaultSchemaName,
        CommandArgumentDefinition<String> parameters,
        CommandArgumentDefinition<String> postgresVersion) {

    /** Adds them to a command. */
    static ChangelogArguments of(CommandBuilder command) {
        return new ChangelogArguments(
                command.argument("changelogFile", String.class)
                        .required()
                        .description("The root changelog")
                        .build(),
                command.argument("contextFilter", String.class)
                        .addAlias("contexts")
                        .description("Only changeSets of these contexts run")
                        .build(),
                command.argument("labelFilter", String.class)
                        .addAlias("labels")
                        .description("Only changeSets with these labels run")
                        .build(),
                command.argument("defaultSchemaName", String.class)
                        .description("The schema of what is named without one; by default the first of the search_path"
                                + " where a snapshot or pending-url shows it, else public")
                        .build(),
                command.argument("parameters", String.class)
                        .description("Values of properties of the changelog, name=value between commas; -Dname=value is"
                                + " the same for one")
                        .build(),
                command.argument("postgresVersion", String.class)
                        .description("The server's major such as 17, or a range such as 13-18 of which both ends are"
                                + " judged; by default the oldest supported")
                        .build());
    }

    /** What they ask for, its files where Liquibase looks for them, its notes on the command's standard error. */
    LintRequest in(CommandScope scope) throws ChangelogException {
        return Linter.changelog(scope.getArgumentValue(file))
                .resources(Scope.getCurrentScope().getResourceAccessor())
                .contexts(scope.getArgumentValue(contexts))
                .labelFilter(scope.getArgumentValue(labelFilter))
                .defaultSchemaName(scope.getArgumentValue(defaultSchemaName))
                .parameters(scope.getArgumentValue(parameters))
                .postgresVersion(scope.getArgumentValue(postgresVersion))
                .notes(note -> Scope.getCurrentScope().getUI().sendErrorMessage(note));
    }
}
