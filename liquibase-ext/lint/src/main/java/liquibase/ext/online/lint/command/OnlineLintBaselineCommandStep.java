package liquibase.ext.online.lint.command;

import com.google.auto.service.AutoService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import liquibase.command.AbstractCommandStep;
import liquibase.command.CommandArgumentDefinition;
import liquibase.command.CommandBuilder;
import liquibase.command.CommandDefinition;
import liquibase.command.CommandResultsBuilder;
import liquibase.command.CommandScope;
import liquibase.command.CommandStep;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.lint.changelog.ChangelogException;

/** {@code liquibase online-lint-baseline}: writes every changeSet of a changelog down as known. Needs no database. */
@AutoService(CommandStep.class)
public final class OnlineLintBaselineCommandStep extends AbstractCommandStep {
    private static final String[] COMMAND_NAME = {"onlineLintBaseline"};

    private static final ChangelogArguments CHANGELOG;
    private static final CommandArgumentDefinition<String> BASELINE;

    static {
        CommandBuilder command = new CommandBuilder(COMMAND_NAME);
        CHANGELOG = ChangelogArguments.of(command);
        BASELINE = command.argument("baseline", String.class)
                .required()
                .description("The file to write; commit it")
                .build();
    }

    @Override
    public String[][] defineCommandNames() {
        return new String[][] {COMMAND_NAME};
    }

    @Override
    public void adjustCommandDefinition(CommandDefinition command) {
        command.setShortDescription("Write every changeSet down as known, so that online-lint reports later ones only");
        command.setLongDescription("Writes the ids and checksums of all changeSets into a file for the baseline of"
                + " online-lint. A changeSet that is edited afterwards is reported again.");
    }

    @Override
    public void run(CommandResultsBuilder results) throws Exception {
        CommandScope scope = results.getCommandScope();
        Path file = Path.of(scope.getArgumentValue(BASELINE));
        try {
            int known = CHANGELOG.in(scope).writeBaseline(file).size();
            results.getOutputStream()
                    .write((known + (known == 1 ? " changeSet is" : " changeSets are") + " known in " + file
                                    + System.lineSeparator())
                            .getBytes(StandardCharsets.UTF_8));
        } catch (ChangelogException broken) {
            throw new LiquibaseException(broken.getMessage());
        }
    }
}
