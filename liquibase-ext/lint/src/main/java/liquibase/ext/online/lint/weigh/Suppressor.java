package liquibase.ext.online.lint.weigh;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangeUnit;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.finding.SuppressionForm;
import liquibase.ext.online.lint.scope.ReportScope;
import liquibase.ext.online.lint.source.SuppressionProblem;
import org.jspecify.annotations.Nullable;

/** Takes back the findings that their authors accept, and finds fault with what authors wrote for that. */
public final class Suppressor {
    /** The rule about suppressions themselves. */
    static final String RULE = "suppression";

    private final Changelog changelog;
    private final ReportScope scope;
    private final Weights weights;
    private final LocalDate today;
    private final Map<ChangeSetId, ChangeSetUnit> changeSets = new LinkedHashMap<>();
    /** By changeSet and place those that stand in or beside a statement or a change. */
    private final Map<ChangeSetId, Map<Place, Set<Suppression>>> suppressing = new HashMap<>();

    private final Set<Suppression> used = new LinkedHashSet<>();

    public Suppressor(Changelog changelog, ReportScope scope, Weights weights, LocalDate today) {
        this.changelog = changelog;
        this.scope = scope;
        this.weights = weights;
        this.today = today;
        for (ChangeSetUnit unit : changelog.changeSets()) {
            if (unit.filteredOut() == null || !changeSets.containsKey(unit.id())) {
                changeSets.put(unit.id(), unit);
                suppressing.put(unit.id(), byPlace(unit));
            }
        }
    }

    private static Map<Place, Set<Suppression>> byPlace(ChangeSetUnit unit) {
        Map<Place, Set<Suppression>> all = new HashMap<>();
        for (ChangeUnit change : unit.changes()) {
            Set<Place> places = new HashSet<>(Set.of(change.place()));
            for (StatementUnit statement : change.statements()) {
                put(statement.place(), statement.suppressions(), all);
                places.add(statement.place());
            }
            places.forEach(place -> put(place, change.suppressions(), all));
        }
        return all;
    }

    private static void put(Place place, List<Suppression> suppressions, Map<Place, Set<Suppression>> all) {
        if (!suppressions.isEmpty()) {
            all.computeIfAbsent(place, p -> new LinkedHashSet<>()).addAll(suppressions);
        }
    }

    public List<Finding> apply(List<Finding> findings) {
        List<Finding> all = new ArrayList<>();
        for (Finding finding : findings) {
            @Nullable Suppression suppression = suppressionOf(finding);
            all.add(suppression == null ? finding : finding.suppressedBy(suppression));
        }
        List<ChangeSetUnit> running = changeSets.values().stream()
                .filter(unit -> unit.filteredOut() == null)
                .toList();
        running.stream().filter(scope::reports).forEach(unit -> faults(unit, all));
        running.stream().filter(scope::isEdited).forEach(unit -> edits(unit, all));
        for (Suppression suppression : changelog.suppressions()) {
            fault(suppression, null, all);
        }
        for (SuppressionProblem problem : changelog.suppressionProblems()) {
            all.add(finding(
                    problem.place(),
                    null,
                    "a suppression is written wrongly: " + problem.message(),
                    "Write " + SuppressionForm.of(problem.place().file()).saying("rule-id [until 2027-01-31] reason")));
        }
        return all;
    }

    private @Nullable Suppression suppressionOf(Finding finding) {
        @Nullable ChangeSetUnit unit = changeSets.get(finding.changeSet());
        if (unit != null) {
            Set<Suppression> here =
                    suppressing.getOrDefault(unit.id(), Map.of()).getOrDefault(finding.place(), Set.of());
            for (Suppression suppression : here) {
                if (covers(suppression, finding)) {
                    return use(suppression);
                }
            }
            for (Suppression suppression : unit.suppressions()) {
                if (covers(suppression, finding)) {
                    return use(suppression);
                }
            }
        }
        for (Suppression suppression : changelog.suppressions()) {
            if (covers(suppression, finding)
                    && suppression.place().file().equals(finding.place().file())) {
                return use(suppression);
            }
        }
        return null;
    }

    private Suppression use(Suppression suppression) {
        used.add(suppression);
        return suppression;
    }

    private boolean covers(Suppression suppression, Finding finding) {
        return suppression.rules().contains(finding.rule())
                && !suppression.reason().isEmpty()
                && (suppression.until() == null || !today.isAfter(suppression.until()));
    }

    private void faults(ChangeSetUnit unit, List<Finding> all) {
        unit.suppressions().forEach(suppression -> fault(suppression, unit.id(), all));
        for (ChangeUnit change : unit.changes()) {
            change.suppressions().forEach(suppression -> fault(suppression, unit.id(), all));
            change.statements().stream()
                    .flatMap(statement -> statement.suppressions().stream())
                    .distinct()
                    .forEach(suppression -> fault(suppression, unit.id(), all));
        }
    }

    /** Whatever the comment is for: that the SQL of a released changeSet has one more is enough to stop the next update. */
    private void edits(ChangeSetUnit unit, List<Finding> all) {
        boolean again = unit.source().shouldRunOnChange();
        for (ChangeUnit change : unit.changes()) {
            for (Place place : change.suppressionsInSql()) {
                all.add(finding(
                        place,
                        unit.id(),
                        "this suppression is part of the SQL of the changeSet "
                                + unit.id().id()
                                + ", which is released: such an edit changes its md5sum, and "
                                + (again ? "it runs again" : "Liquibase refuses the changelog from then on"),
                        SuppressionForm.of(unit.place().file()).move()));
            }
        }
    }

    private void fault(Suppression suppression, @Nullable ChangeSetId changeSet, List<Finding> all) {
        List<String> unknown =
                suppression.rules().stream().filter(id -> !weights.isRule(id)).toList();
        if (!unknown.isEmpty()) {
            all.add(finding(
                    suppression,
                    changeSet,
                    "it names what is no rule: " + String.join(", ", unknown),
                    "Write the id of a rule, as the finding shows it in brackets."));
        } else if (suppression.reason().isEmpty()) {
            all.add(finding(
                    suppression,
                    changeSet,
                    "it gives no reason, so it does not count",
                    "Write behind the rule why the finding is accepted."));
        } else if (suppression.until() != null && today.isAfter(suppression.until())) {
            all.add(finding(
                    suppression,
                    changeSet,
                    "it held until " + suppression.until() + ", so it does not count any more",
                    "Mend what it was about, or give it a later date."));
        } else if (!used.contains(suppression)) {
            all.add(finding(
                    suppression,
                    changeSet,
                    "there is nothing here that it is about",
                    "Delete it, so that it does not hide what comes later."));
        }
    }

    private Finding finding(Suppression suppression, @Nullable ChangeSetId changeSet, String problem, String fix) {
        return finding(
                suppression.place(),
                changeSet,
                "the suppression of " + String.join(", ", suppression.rules()) + ": " + problem,
                fix);
    }

    private Finding finding(Place place, @Nullable ChangeSetId changeSet, String message, String fix) {
        return new Finding(
                RULE,
                weights.severity(RULE),
                Effect.ADVICE,
                message,
                fix,
                place,
                changeSet,
                null,
                null,
                false,
                List.of(),
                null,
                null);
    }
}
