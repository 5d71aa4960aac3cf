package liquibase.ext.online.lint.judge;

import liquibase.ext.online.lint.finding.Finding;

/** Takes what the rules find. */
@FunctionalInterface
public interface Reporter {
    /** Takes one finding. */
    void report(Finding finding);
}
