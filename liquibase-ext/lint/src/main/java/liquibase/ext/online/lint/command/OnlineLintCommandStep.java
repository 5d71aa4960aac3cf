package liquibase.ext.online.lint.command;

import com.google.auto.service.AutoService;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import liquibase.command.AbstractCommandStep;
import liquibase.command.CommandArgumentDefinition;
import liquibase.command.CommandBuilder;
import liquibase.command.CommandDefinition;
import liquibase.command.CommandResultsBuilder;
import liquibase.command.CommandScope;
import liquibase.command.CommandStep;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.lint.LintRequest;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.process.LintRun;
import liquibase.ext.online.lint.report.ReportFormat;
import liquibase.ext.online.lint.report.Reports;
import liquibase.ext.online.lint.run.Snapshots;

/**
 * {@code liquibase online-lint}: what a changelog would do to a running application. Needs no database. Its standard
 * output is one report and nothing else; it ends with {@link LintViolationException#EXIT_CODE} when there are more
 * violations than allowed.
 */
@AutoService(CommandStep.class)
public final class OnlineLintCommandStep extends AbstractCommandStep {
    private static final String[] COMMAND_NAME = {"onlineLint"};

    private static final ChangelogArguments CHANGELOG;
    private static final ScopeArguments SCOPE;
    private static final CommandArgumentDefinition<String> FORMAT;
    private static final CommandArgumentDefinition<String> REPORTS;
    private static final CommandArgumentDefinition<String> REPORT_DIRECTORY;
    private static final CommandArgumentDefinition<String> SEVERITIES;
    private static final CommandArgumentDefinition<String> OFF;
    private static final CommandArgumentDefinition<String> SMALL_TABLES;
    private static final CommandArgumentDefinition<Integer> SMALL_TABLE_ROWS;
    private static final CommandArgumentDefinition<String> SNAPSHOT;
    private static final CommandArgumentDefinition<String> LOCK_TIMEOUT;
    private static final CommandArgumentDefinition<String> VIOLATION_SEVERITY;
    private static final CommandArgumentDefinition<Integer> MAX_ALLOWED_VIOLATIONS;

    static {
        CommandBuilder command = new CommandBuilder(COMMAND_NAME);
        CHANGELOG = ChangelogArguments.of(command);
        SCOPE = ScopeArguments.of(command);
        FORMAT = text(command, "format", "The report on standard output: text, json, sarif, …", "text");
        REPORTS = text(command, "reports", "Reports to write as files, between commas, such as sarif,html", "");
        REPORT_DIRECTORY = text(command, "reportDirectory", "Where the reports are written", ".");
        SEVERITIES = text(command, "severities", "Other weights than the usual: rule=error,rule=off", "");
        OFF = text(command, "off", "Rules that are not asked, between commas", "");
        SMALL_TABLES = text(command, "smallTables", "Tables whose locks never last, between commas", "");
        SMALL_TABLE_ROWS = command.argument("smallTableRows", Integer.class)
                .defaultValue(0)
                .description("Tables with at most so many rows are small too, where a snapshot tells their size")
                .build();
        SNAPSHOT = text(
                command, "snapshotFile", "A file of tables and sizes, written by the Maven goal lint-snapshot", "");
        LOCK_TIMEOUT = text(command, "lockTimeout", "The lock_timeout that every session of the update has", "");
        VIOLATION_SEVERITY = text(command, "violationSeverity", "The least severity of a violation", "error");
        MAX_ALLOWED_VIOLATIONS = command.argument("maxAllowedViolations", Integer.class)
                .defaultValue(0)
                .description("With so many violations the command still succeeds")
                .build();
    }

    private static CommandArgumentDefinition<String> text(
            CommandBuilder command, String name, String description, String usual) {
        return command.argument(name, String.class)
                .description(description)
                .defaultValue(usual)
                .build();
    }

    @Override
    public String[][] defineCommandNames() {
        return new String[][] {COMMAND_NAME};
    }

    @Override
    public void adjustCommandDefinition(CommandDefinition command) {
        command.setShortDescription("Judge a changelog for what it would do to a running application on PostgreSQL");
        command.setLongDescription(
                "Reads the changelog, makes the SQL of every changeSet without a database, and says which of them would"
                        + " stop readers or writers, fail, break the running version or spoil data, with the place and the"
                        + " fix. Ends with " + LintViolationException.EXIT_CODE + " when there are violations.");
    }

    @Override
    public void run(CommandResultsBuilder results) throws Exception {
        CommandScope scope = results.getCommandScope();
        LintRun.Outcome outcome;
        try {
            LintRequest request = CHANGELOG
                    .in(scope)
                    .severities(scope.getArgumentValue(SEVERITIES))
                    .off(scope.getArgumentValue(OFF))
                    .smallTables(scope.getArgumentValue(SMALL_TABLES))
                    .smallTableRows(scope.getArgumentValue(SMALL_TABLE_ROWS))
                    .lockTimeout(scope.getArgumentValue(LOCK_TIMEOUT));
            String snapshot = scope.getArgumentValue(SNAPSHOT);
            if (!snapshot.isBlank()) {
                request.snapshot(Snapshots.read(Path.of(snapshot)));
            }
            SCOPE.apply(request, scope);
            ReportFormat format = format(scope);
            outcome = LintRun.of(
                            request,
                            scope.getArgumentValue(REPORTS),
                            Path.of(scope.getArgumentValue(REPORT_DIRECTORY)),
                            scope.getArgumentValue(VIOLATION_SEVERITY),
                            scope.getArgumentValue(MAX_ALLOWED_VIOLATIONS))
                    .run();
            write(outcome, format, results);
        } catch (ChangelogException broken) {
            throw new LiquibaseException(broken.getMessage());
        }
        Optional<String> failure = outcome.failure();
        if (failure.isPresent()) {
            throw new LintViolationException(failure.get());
        }
    }

    private static ReportFormat format(CommandScope scope) throws LiquibaseException {
        try {
            return Reports.of(scope.getArgumentValue(FORMAT));
        } catch (IllegalArgumentException unknown) {
            throw new LiquibaseException(unknown.getMessage());
        }
    }

    /** Standard output or {@code --output-file}, which Liquibase closes. */
    private static void write(LintRun.Outcome outcome, ReportFormat format, CommandResultsBuilder results)
            throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(results.getOutputStream(), StandardCharsets.UTF_8));
        format.write(outcome.result(), out);
        out.flush();
    }
}
