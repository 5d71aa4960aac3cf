package liquibase.ext.online.lint.judge;

import java.util.List;
import java.util.Map;
import liquibase.change.Change;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangeUnit;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.SuppressionForm;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.sql.Versions;
import org.jspecify.annotations.Nullable;

/** One change at the moment before it runs. */
public class ChangeContext {
    private final Run run;
    private final ChangeSetUnit changeSet;
    private final ChangeUnit change;

    ChangeContext(Run run, ChangeSetUnit changeSet, ChangeUnit change) {
        this.run = run;
        this.changeSet = changeSet;
        this.change = change;
    }

    public final ChangeSetUnit changeSet() {
        return changeSet;
    }

    public final ChangeUnit change() {
        return change;
    }

    /** The change as Liquibase loaded it, when it is of this type. */
    public final <C extends Change> @Nullable C as(Class<C> type) {
        return type.isInstance(change.source()) ? type.cast(change.source()) : null;
    }

    /** What is known of the tables. */
    public final Catalog catalog() {
        return run.catalog();
    }

    /** The servers it would run on. */
    public final Versions versions() {
        return run.versions();
    }

    /** The settings of the session. */
    public final Session session() {
        return run.session();
    }

    /** Whether findings on the changeSet are shown. */
    public final boolean isReported() {
        return run.isReported();
    }

    /** What a command would do to the tables that exist before this changeSet. */
    public final Footprint footprintOf(liquibase.ext.online.sql.Command command) {
        return run.existing(command);
    }

    /** Reports the rule that is being asked, on this change. */
    public void report(String message, String fix) {
        report(message, fix, change.place(), null, List.of(), null);
    }

    /**
     * What a footprint makes others wait for, as {@link Sentence} says it, with the rows of the tables where known. A
     * stronger lock that the transaction holds already on one of its tables counts.
     */
    public final String locks(Footprint footprint) {
        Footprint all = footprint;
        for (String table : footprint.tables().keySet()) {
            HeldLock lock = held().get(table);
            if (lock != null) {
                all = all.and(Footprint.of(table, lock.mode(), Work.CATALOG_ONLY));
            }
        }
        return Sentence.locks(all, run.catalog()::rows);
    }

    /**
     * How the author says that a finding is well considered, in a way that changes no md5sum of a changeSet. Without the
     * reason it does not count, so that nobody accepts a finding by pasting.
     *
     * @param why what the author is to write behind the rule, as the object of a sentence
     */
    public final String accepted(String rule, String why) {
        return "say so, with " + why + " behind the rule:\n"
                + SuppressionForm.of(changeSet.place().file()).saying(rule);
    }

    /** Tables and locks as findings carry them. */
    public final List<TableEffect> effects(Footprint footprint) {
        return run.effects(footprint);
    }

    /** What others hold meanwhile is no part of a change; a statement knows it. */
    Map<String, HeldLock> held() {
        return Map.of();
    }

    public final Run run() {
        return run;
    }

    public final void report(
            String message,
            String fix,
            Place place,
            @Nullable StatementUnit statement,
            List<TableEffect> tables,
            @Nullable String assumed) {
        RuleInfo info = run.current();
        run.report(new Finding(
                info.id(),
                Registry.severity(info),
                info.effect(),
                message,
                fix,
                place,
                changeSet.id(),
                change.name(),
                statement == null ? null : statement.sql(),
                statement != null && statement.generated(),
                tables,
                assumed,
                null));
    }
}
