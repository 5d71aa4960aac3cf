package liquibase.ext.online.lint.report;

import liquibase.ext.online.lint.finding.Severity;

/** Colour on a terminal, or none. */
record Paint(boolean colour) {
    private static final String END = "\u001B[0m";

    String bold(String text) {
        return colour ? "\u001B[1m" + text + END : text;
    }

    /** Line numbers and rules beside the source. */
    String margin(String text) {
        return colour ? "\u001B[1;34m" + text + END : text;
    }

    String of(Severity severity, String text) {
        if (!colour) {
            return text;
        }
        return switch (severity) {
            case ERROR -> "\u001B[1;31m" + text + END;
            case WARNING -> "\u001B[1;33m" + text + END;
            case INFO -> "\u001B[1;36m" + text + END;
        };
    }
}
