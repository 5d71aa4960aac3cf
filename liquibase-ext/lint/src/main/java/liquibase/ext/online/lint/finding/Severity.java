package liquibase.ext.online.lint.finding;

import java.util.Locale;

/** How much a finding weighs, least first. */
public enum Severity {
    INFO,
    WARNING,
    ERROR;

    /** As reports and settings write it, such as {@code error}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
