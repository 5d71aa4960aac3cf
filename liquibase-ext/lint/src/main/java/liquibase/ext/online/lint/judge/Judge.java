package liquibase.ext.online.lint.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.catalog.Unmade;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangeUnit;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.Progress;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.NotAnalysed;
import liquibase.ext.online.lint.scope.ReportScope;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Versions;
import org.jspecify.annotations.Nullable;

/** Replays a changelog, asks every rule about every changeSet, and gives each changeSet its verdict. */
public final class Judge {
    private final List<Rule> rules;
    private final List<RuleInfo> infos;
    private final Run run;
    private final ReportScope scope;
    private final Preconditions preconditions;
    private final Outside outside;
    private boolean skippedAny;
    private final List<Finding> findings = new ArrayList<>();
    private final List<NotAnalysed> notAnalysed = new ArrayList<>();
    private final List<ChangeSetVerdict> verdicts = new ArrayList<>();
    private final List<Finding> ofChangeSet = new ArrayList<>();

    /**
     * A judge for one run.
     *
     * @param rules new instances, in the order to ask them
     * @param catalog what is known before the first changeSet
     * @param session the settings that the session begins with
     */
    public Judge(List<Rule> rules, Catalog catalog, Versions versions, Session session, ReportScope scope) {
        this.rules = List.copyOf(rules);
        this.infos = rules.stream().map(Registry::info).toList();
        this.scope = scope;
        this.run = new Run(catalog, catalog, versions, session, ofChangeSet::add, infos.get(0));
        this.preconditions = new Preconditions(catalog);
        this.outside = new Outside(catalog);
    }

    /** The findings of the reported changeSets, in order. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What of the reported changeSets could not be judged. */
    public List<NotAnalysed> notAnalysed() {
        return List.copyOf(notAnalysed);
    }

    /** One verdict for every changeSet. */
    public List<ChangeSetVerdict> verdicts() {
        return List.copyOf(verdicts);
    }

    /**
     * What stands in the database and not in the changelog, where changeSets were skipped by what the changelog had made so
     * far: the changelog is to be judged again by a catalog that has been told of it. Nothing when the verdicts hold.
     */
    public Unmade wronglyMissed() {
        return skippedAny ? outside.unmade() : Unmade.NOTHING;
    }

    /**
     * Judges a whole changelog.
     *
     * @param lines takes a line now and then when it takes long
     */
    public void judge(Changelog changelog, Consumer<String> lines) {
        WrittenContext beside = new WrittenContext(run, null, changelog.databases());
        ask(rule -> rule.written(beside));
        findings.addAll(ofChangeSet);
        Progress progress = new Progress(lines, "judged", changelog.changeSets().size());
        for (ChangeSetUnit changeSet : changelog.changeSets()) {
            judge(changeSet);
            progress.step();
        }
    }

    private void judge(ChangeSetUnit changeSet) {
        boolean reported = scope.reports(changeSet);
        @Nullable
        String skipped = changeSet.filteredOut() == null ? preconditions.passOver(changeSet) : changeSet.filteredOut();
        skippedAny |= skipped != null && changeSet.filteredOut() == null;
        ofChangeSet.clear();
        if (reported) {
            WrittenContext written = new WrittenContext(run, changeSet.id(), changeSet.databases());
            ask(rule -> rule.written(written));
        }
        Tally tally = new Tally();
        if (skipped == null) {
            boolean surelyDone = preconditions.surelyDone(changeSet);
            run.beginChangeSet(
                    reported,
                    scope.isUnreleased(changeSet),
                    changeSet.runsInTransaction(),
                    (reported || changeSet.source().isAlwaysRun()) && changeSet.sharesSession() && surelyDone);
            List<StatementContext> statements = replay(changeSet, tally, reported, surelyDone);
            ChangeSetContext whole = new ChangeSetContext(run, changeSet, statements);
            ask(rule -> rule.changeSet(whole));
            run.endChangeSet(surelyDone);
            preconditions.ran(changeSet.id(), surelyDone);
            for (ChangeUnit change : changeSet.rollback()) {
                ChangeContext context = new ChangeContext(run, changeSet, change);
                ask(rule -> rule.rollback(context));
            }
        }
        if (reported) {
            findings.addAll(ofChangeSet);
        }
        verdicts.add(new ChangeSetVerdict(
                changeSet.id(),
                changeSet.place(),
                reported ? ChangeSetVerdict.Scope.REPORTED : ChangeSetVerdict.Scope.HISTORY,
                tally.effect(ofChangeSet),
                run.effects(tally.footprint()),
                skipped));
    }

    private List<StatementContext> replay(
            ChangeSetUnit changeSet, Tally tally, boolean reported, boolean needsItsTables) {
        List<StatementContext> statements = new ArrayList<>();
        for (ChangeUnit change : changeSet.changes()) {
            if (reported && change.notAnalysed() != null) {
                notAnalysed.add(new NotAnalysed(changeSet.id(), change.place(), change.name(), change.notAnalysed()));
            }
            ChangeContext context = new ChangeContext(run, changeSet, change);
            ask(rule -> rule.change(context));
            for (StatementUnit statement : change.statements()) {
                if (change.isOnline()) {
                    askWhatBreaks(
                            new StatementContext(run, changeSet, change, statement, run.existing(statement.command())));
                    run.ran(statement, Footprint.NONE);
                } else {
                    statements.add(replay(changeSet, change, statement, tally, reported, needsItsTables));
                }
            }
        }
        return statements;
    }

    private StatementContext replay(
            ChangeSetUnit changeSet,
            ChangeUnit change,
            StatementUnit statement,
            Tally tally,
            boolean reported,
            boolean needsItsTables) {
        Footprint footprint = run.existing(statement.command());
        List<QualifiedName> needed = needsItsTables ? outside.needed(statement.command(), footprint) : List.of();
        Optional<String> problem = statement.command().notUnderstood(run.catalog());
        if (problem.isPresent()) {
            if (reported) {
                notAnalysed.add(new NotAnalysed(
                        changeSet.id(), statement.place(), Excerpt.of(statement.sql()), "it " + problem.get()));
            }
            footprint = run.understood(statement.command());
        }
        StatementContext context = new StatementContext(run, changeSet, change, statement, footprint);
        ask(rule -> rule.statement(context));
        Map<String, LockMode> stopped = context.stopped();
        tally.add(footprint, !stopped.isEmpty(), statement.command(), run.catalog());
        run.ran(statement, footprint);
        outside.note(needed);
        return context;
    }

    private void ask(Consumer<Rule> question) {
        for (int i = 0; i < rules.size(); i++) {
            run.ask(infos.get(i));
            question.accept(rules.get(i));
        }
    }

    /** A change of ours stops nobody, but the application that still runs misses what is gone all the same. */
    private void askWhatBreaks(StatementContext statement) {
        for (int i = 0; i < rules.size(); i++) {
            if (infos.get(i).effect() == Effect.COMPATIBILITY) {
                run.ask(infos.get(i));
                rules.get(i).statement(statement);
            }
        }
    }

    /** What the statements of one changeSet do together. */
    private static final class Tally {
        private final Map<String, Footprint.Touch> tables = new LinkedHashMap<>();
        private final FirstNames names = new FirstNames();
        private boolean blocks;

        void add(Footprint more, boolean blocking, Command command, Catalog catalog) {
            more.tables().forEach((table, touch) -> tables.merge(names.of(table), touch, Footprint.Touch::and));
            names.ran(command, catalog);
            blocks |= blocking;
        }

        Footprint footprint() {
            return new Footprint(tables);
        }

        /**
         * Blocking is decided by the table locks alone, for that is what a server shows; the rest by the gravest finding.
         */
        @Nullable
        Effect effect(List<Finding> findings) {
            if (blocks) {
                return Effect.BLOCKING;
            }
            Map<Effect, Boolean> found = new LinkedHashMap<>();
            findings.forEach(finding -> found.put(finding.effect(), true));
            for (Effect effect : List.of(Effect.FAILS, Effect.WRONG_DATA, Effect.ROW_LOCKS, Effect.SHORT_LOCK)) {
                if (found.containsKey(effect)) {
                    return effect;
                }
            }
            if (!footprint().locksThatStopWrites().isEmpty()) {
                return Effect.SHORT_LOCK;
            }
            return found.containsKey(Effect.COMPATIBILITY)
                    ? Effect.COMPATIBILITY
                    : found.isEmpty() ? null : Effect.ADVICE;
        }
    }
}
