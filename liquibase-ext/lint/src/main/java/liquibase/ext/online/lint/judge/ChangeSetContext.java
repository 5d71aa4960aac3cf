package liquibase.ext.online.lint.judge;

import java.util.List;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.sql.Versions;

/** One changeSet after its last statement. */
public final class ChangeSetContext {
    private final Run run;
    private final ChangeSetUnit changeSet;
    private final List<StatementContext> statements;

    ChangeSetContext(Run run, ChangeSetUnit changeSet, List<StatementContext> statements) {
        this.run = run;
        this.changeSet = changeSet;
        this.statements = List.copyOf(statements);
    }

    public ChangeSetUnit changeSet() {
        return changeSet;
    }

    /** Its statements, those of online changes left out. */
    public List<StatementContext> statements() {
        return statements;
    }

    /** What is known of the tables, now that it has run. */
    public Catalog catalog() {
        return run.catalog();
    }

    public Versions versions() {
        return run.versions();
    }

    /** Whether findings on it are shown. */
    public boolean isReported() {
        return run.isReported();
    }

    /** Reports the rule that is being asked, on the whole changeSet. */
    public void report(String message, String fix) {
        report(message, fix, changeSet.place(), List.of());
    }

    /** Reports the rule that is being asked, on one statement of it. */
    public void report(StatementContext statement, String message, String fix) {
        statement.report(message, fix);
    }

    /** Reports the rule that is being asked, at a place in it. */
    public void report(String message, String fix, Place place, List<TableEffect> tables) {
        run.report(changeSet.id(), message, fix, place, tables, null);
    }

    /** Tables and locks as findings carry them. */
    public List<TableEffect> effects(Footprint footprint) {
        return run.effects(footprint);
    }
}
