package liquibase.ext.online.it.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.ChangeSetVerdict.Scope;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.NotAnalysed;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.RuleDescription;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/** Runs of the linter that never were, of any size. */
final class HtmlRun {
    private static final String FILE = "db/changelog.sql";
    private static final List<String> RULES =
            List.of("changing-column-type", "require-concurrent-index-creation", "renaming-column", "adding-field");

    private final List<Finding> findings = new ArrayList<>();
    private final List<ChangeSetVerdict> verdicts = new ArrayList<>();
    private final List<NotAnalysed> notAnalysed = new ArrayList<>();
    private final StringBuilder source = new StringBuilder();

    /** ChangeSets of which every other locks a table and has a finding; of every five findings one is suppressed. */
    static LintResult of(int changeSets, int tables) {
        HtmlRun run = new HtmlRun();
        for (int i = 0; i < changeSets; i++) {
            if (i % 2 == 0) {
                run.blocking(i, "table_" + i / 2 % tables);
            } else {
                run.quiet(i);
            }
        }
        return run.result();
    }

    /** A run in which whatever can be, is a text out of a changelog. */
    static LintResult saying(String text) {
        HtmlRun run = new HtmlRun();
        ChangeSetId id = new ChangeSetId(text, text, text);
        TableEffect table = table(text, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE);
        Place place = new Place(text, 1, 1, 1, 1 + text.length());
        Suppression suppression = new Suppression(List.of(text), text, null, place);
        for (Suppression suppressed : new Suppression[] {null, suppression}) {
            run.findings.add(new Finding(
                    text,
                    Severity.ERROR,
                    Effect.BLOCKING,
                    text,
                    text,
                    place,
                    id,
                    text,
                    text,
                    true,
                    List.of(table),
                    text,
                    suppressed));
        }
        run.notAnalysed.add(new NotAnalysed(id, place, text, text));
        run.verdicts.add(new ChangeSetVerdict(id, place, Scope.REPORTED, Effect.BLOCKING, List.of(table), text));
        RuleDescription rule =
                new RuleDescription(text, Effect.BLOCKING, Severity.ERROR, text, "javascript:window.owned=1");
        return new LintResult(run.findings, run.notAnalysed, run.verdicts, List.of(rule), text, file -> text);
    }

    private LintResult result() {
        String text = source.toString();
        List<RuleDescription> rules = RULES.stream()
                .map(id -> new RuleDescription(
                        id, Effect.BLOCKING, Severity.ERROR, "What " + id + " does.", "https://example.org/" + id))
                .toList();
        return new LintResult(findings, notAnalysed, verdicts, rules, "13–18", file -> text);
    }

    private static TableEffect table(String name, LockMode lock, Work work) {
        return new TableEffect(name, lock, List.of(work), OptionalLong.of(1_000_000));
    }

    private void quiet(int number) {
        ChangeSetId id = new ChangeSetId(FILE, "new-" + number, "it");
        verdicts.add(new ChangeSetVerdict(id, Place.startOf(FILE), scope(number), null, List.of(), null));
    }

    /** The first twenty are history, without findings. */
    private Scope scope(int number) {
        return number < 20 ? Scope.HISTORY : Scope.REPORTED;
    }

    private void blocking(int number, String name) {
        int kind = number / 2 % 4;
        LockMode lock = List.of(
                        LockMode.ACCESS_EXCLUSIVE,
                        LockMode.SHARE,
                        LockMode.ACCESS_EXCLUSIVE,
                        LockMode.SHARE_UPDATE_EXCLUSIVE)
                .get(kind);
        Work work = List.of(Work.TABLE_REWRITE, Work.INDEX_BUILD, Work.CATALOG_ONLY, Work.TABLE_SCAN)
                .get(kind);
        TableEffect table = table(name, lock, work);
        String statement = "ALTER TABLE " + name + " ALTER COLUMN c_" + number + " TYPE bigint";
        source.append(statement).append(";\n");
        ChangeSetId id = new ChangeSetId(FILE, "change-" + number, "it");
        int line = number / 2 + 1;
        Place place = new Place(FILE, line, 1, line, statement.length() + 1);
        List<TableEffect> tables = kind == 0
                ? List.of(table, table("parent_of_" + name, LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY))
                : List.of(table);
        verdicts.add(new ChangeSetVerdict(id, place, scope(number), Effect.BLOCKING, tables, null));
        if (scope(number) == Scope.REPORTED) {
            Severity severity = List.of(Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.INFO)
                    .get(kind);
            findings.add(new Finding(
                    RULES.get(kind),
                    severity,
                    severity == Severity.WARNING ? Effect.COMPATIBILITY : Effect.BLOCKING,
                    "The change of c_" + number + " holds " + lock.sqlName() + " on " + name + ".",
                    "-- " + number + "\nALTER TABLE " + name + " ADD COLUMN c_new bigint;",
                    place,
                    id,
                    "sql",
                    statement,
                    number % 4 == 0,
                    tables,
                    null,
                    suppression(number, place)));
        }
    }

    private static @Nullable Suppression suppression(int number, Place place) {
        return number % 10 == 0 ? new Suppression(List.of("all"), "known", null, place) : null;
    }
}
