package liquibase.ext.online.lint.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.catalog.View;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Caller;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.DropOnTable;
import liquibase.ext.online.sql.DropTable;
import liquibase.ext.online.sql.DropView;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.Other;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RefreshMaterializedView;
import liquibase.ext.online.sql.TransactionControl;
import liquibase.ext.online.sql.Versions;
import org.jspecify.annotations.Nullable;

/** What the contexts of one run share. */
final class Run {
    private final Catalog catalog;
    private final Known facts;
    private final Versions versions;
    private final Session session;
    private final Reporter reporter;
    private final TransactionLocks locks = new TransactionLocks();
    private final SoFar soFar = new SoFar();
    private boolean reported;
    private boolean transactional;
    private boolean inTransaction;
    private RuleInfo current;

    /**
     * The shared state of a run.
     *
     * @param facts what footprints are asked with: the catalog, unless somebody knows better
     */
    Run(Catalog catalog, Known facts, Versions versions, Session session, Reporter reporter, RuleInfo any) {
        this.catalog = catalog;
        this.facts = facts;
        this.versions = versions;
        this.session = session;
        this.reporter = reporter;
        this.current = any;
    }

    Catalog catalog() {
        return catalog;
    }

    Versions versions() {
        return versions;
    }

    Session session() {
        return session;
    }

    TransactionLocks locks() {
        return locks;
    }

    /** What the statements of the changeSet did so far. */
    SoFar soFar() {
        return soFar;
    }

    boolean isReported() {
        return reported;
    }

    /** Whether the next statement runs in a transaction: the changeSet's own, or one that it has begun itself. */
    boolean isInTransaction() {
        return inTransaction;
    }

    /**
     * Begins a changeSet.
     *
     * @param runsNow whether it runs together with those that are reported, in their session
     */
    void beginChangeSet(boolean isReported, boolean unreleased, boolean runsInTransaction, boolean runsNow) {
        reported = isReported;
        transactional = runsInTransaction;
        inTransaction = runsInTransaction;
        catalog.beginChangeSet(unreleased, runsNow);
        session.beginChangeSet(runsNow);
        locks.clear();
        soFar.clear();
    }

    /** What follows when a statement has run. */
    void ran(StatementUnit statement, Footprint footprint) {
        if (inTransaction) {
            locks.take(statement, footprint);
            rename(statement.command());
        }
        session.apply(statement.command(), inTransaction);
        catalog.apply(statement.command());
        soFar.ran(statement.command());
        if (statement.command() instanceof TransactionControl control) {
            if (control.begins()) {
                inTransaction = true;
                beginTransaction();
            } else if (control.ends()) {
                endTransaction(control.rollsBack() && inTransaction);
                // With autocommit off, the driver begins another one before the next statement.
                inTransaction = transactional;
            }
        }
    }

    private void rename(Command command) {
        if (command instanceof AlterTable alter) {
            @Nullable QualifiedName newName = FirstNames.newName(alter);
            if (newName != null) {
                locks.rename(
                        catalog.shown(alter.table()).toString(),
                        catalog.shown(newName).toString());
            }
        }
    }

    private void beginTransaction() {
        catalog.beginTransaction();
        session.beginTransaction();
    }

    /** Ends a changeSet. */
    void endChangeSet(boolean surelyDone) {
        endTransaction(false);
        if (!surelyDone) {
            catalog.doubtChangeSet();
        }
    }

    private void endTransaction(boolean undone) {
        locks.clear();
        if (undone) {
            catalog.rollBack();
            session.rollBack();
        } else {
            beginTransaction();
        }
    }

    /** The rule that is asked now. */
    void ask(RuleInfo rule) {
        current = rule;
    }

    RuleInfo current() {
        return current;
    }

    void report(Finding finding) {
        reporter.report(finding);
    }

    /** Reports the rule that is asked now, on a changeSet as a whole or on what stands beside changeSets. */
    void report(
            @Nullable ChangeSetId changeSet,
            String message,
            String fix,
            Place place,
            List<TableEffect> tables,
            @Nullable String assumed) {
        @Nullable String none = null;
        report(new Finding(
                current.id(),
                Registry.severity(current),
                current.effect(),
                message,
                fix,
                place,
                changeSet,
                none,
                none,
                false,
                tables,
                assumed,
                null));
    }

    /** What a command does to the tables that count as existing. */
    Footprint existing(Command command) {
        return existing(found(command, versions.footprint(command, facts)));
    }

    /** Without what IF EXISTS or OR REPLACE does not find, and without a lock that only another refresh waits for. */
    private Footprint found(Command command, Footprint written) {
        List<QualifiedName> guarded = List.of();
        if (command instanceof DropIndex drop
                && drop.ifExists()
                && drop.indexes().stream().allMatch(catalog::isMissing)) {
            return Footprint.NONE;
        }
        if (command instanceof RefreshMaterializedView refresh && refresh.concurrently()) {
            return written.without(refresh.view());
        }
        if (command instanceof DropOnTable drop && isMissing(drop)) {
            return Footprint.NONE;
        }
        if (command instanceof CreateView view && view.orReplace()) {
            guarded = List.of(view.name());
        }
        if (command instanceof DropTable drop && drop.ifExists()) {
            guarded = drop.tables();
        } else if (command instanceof DropView drop && drop.ifExists()) {
            guarded = drop.views();
        } else if (command instanceof AlterTable alter && alter.ifExists()) {
            guarded = List.of(alter.table());
        }
        return written.withoutAny(guarded.stream()
                .filter(catalog::isMissing)
                .map(QualifiedName::toString)
                .collect(Collectors.toSet()));
    }

    private boolean isMissing(DropOnTable drop) {
        return drop.ifExists()
                && drop.kind() == DropOnTable.Kind.TRIGGER
                && catalog.isComplete(drop.table())
                && catalog.table(drop.table())
                        .filter(table -> table.triggers().contains(drop.name()))
                        .isEmpty();
    }

    /** Whether nobody waits for a lock: no application writes to a materialized view, and system catalogs are small. */
    private boolean stopsNobody(QualifiedName name, LockMode mode) {
        return (name.isSystem() && !catalog.exists(name))
                || (!mode.blocksReads()
                        && catalog.view(name).filter(View::materialized).isPresent());
    }

    /** The same, with each table by the one name that it has everywhere, whether a statement writes its schema or not. */
    private Footprint existing(Footprint written) {
        Footprint existing = Footprint.NONE;
        boolean same = true;
        for (Map.Entry<String, Footprint.Touch> entry : written.tables().entrySet()) {
            String table = entry.getKey();
            if (!table.startsWith("(")) {
                QualifiedName name = QualifiedName.parse(table);
                if (catalog.isNew(name) || stopsNobody(name, entry.getValue().mode())) {
                    same = false;
                    continue;
                }
                table = catalog.shown(name).toString();
            }
            same &= table.equals(entry.getKey());
            existing = existing.and(
                    table, entry.getValue().mode(), entry.getValue().work());
        }
        return same ? written : existing;
    }

    /** The part of a command that can be judged although the whole cannot: what stands in it for all to read. */
    Footprint understood(Command command) {
        if (!(command instanceof Caller caller)) {
            return Footprint.NONE;
        }
        Footprint footprint = Footprint.NONE;
        for (PgVersion version : versions.ends()) {
            footprint = footprint.and(caller.ownFootprint(version, facts));
        }
        return existing(footprint.without(Other.ANY_TABLE));
    }

    List<TableEffect> effects(Footprint footprint) {
        List<TableEffect> effects = new ArrayList<>();
        footprint
                .tables()
                .forEach((table, touch) -> effects.add(new TableEffect(
                        table,
                        touch.mode(),
                        touch.work() == Work.CATALOG_ONLY ? List.of() : List.of(touch.work()),
                        table.startsWith("(")
                                ? java.util.OptionalLong.empty()
                                : catalog.rows(QualifiedName.parse(table)))));
        effects.sort(Comparator.comparing(TableEffect::lock).reversed());
        return effects;
    }
}
