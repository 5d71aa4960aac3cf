package liquibase.ext.online.lint.command;

import liquibase.exception.ExitCodeException;
import liquibase.exception.LiquibaseException;

/** More violations than are allowed; the command line ends with {@value #EXIT_CODE}. */
public final class LintViolationException extends LiquibaseException implements ExitCodeException {
    /** Tells a script the linter's verdict from broken input, which ends with 1. */
    public static final int EXIT_CODE = 4;

    private static final long serialVersionUID = 1;

    LintViolationException(String message) {
        super(message);
    }

    @Override
    public Integer getExitCode() {
        return EXIT_CODE;
    }
}
