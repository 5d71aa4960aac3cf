package liquibase.ext.online.lint.weigh;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.RuleDescription;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lint.judge.Registry;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.run.LintOptions;

/** How much each finding weighs with the settings of a run. */
public final class Weights {
    private final LintOptions options;
    private final Map<String, Severity> usual = new HashMap<>();

    /**
     * The weights of a run.
     *
     * @throws ChangelogException when a setting names a rule that does not exist
     */
    public Weights(LintOptions options, List<Rule> rules) throws ChangelogException {
        this.options = options;
        rules.stream().map(Registry::info).forEach(info -> usual.put(info.id(), Registry.severity(info)));
        Set<String> unknown = Stream.concat(options.severities().keySet().stream(), options.off().stream())
                .filter(id -> !isRule(id))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            throw new ChangelogException(
                    "the settings name rules that do not exist: " + String.join(", ", unknown) + ". The rules are: "
                            + String.join(", ", new TreeSet<>(usual.keySet())),
                    null,
                    null);
        }
    }

    boolean isRule(String id) {
        return usual.containsKey(id);
    }

    Severity severity(String rule) {
        return options.severities().getOrDefault(rule, usual.getOrDefault(rule, Severity.WARNING));
    }

    /** A finding as it counts in this run: one that is only about small tables does not last, and so is for information. */
    public Finding weigh(Finding finding) {
        Severity severity = severity(finding.rule());
        boolean small = isLock(finding) && isOnlyAboutSmallTables(finding.tables());
        return finding.withSeverity(
                small ? Severity.INFO : finding.assumed() == null ? severity : atMostWarning(severity));
    }

    /** An assumption is never an error. */
    private static Severity atMostWarning(Severity severity) {
        return severity == Severity.ERROR ? Severity.WARNING : severity;
    }

    /** Tables that are only looked at for a moment do not count. */
    private boolean isOnlyAboutSmallTables(List<TableEffect> tables) {
        boolean found = false;
        for (TableEffect table : tables) {
            if (table.lock().blocksWrites() || !table.work().isEmpty()) {
                if (!isSmall(table)) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    public RuleDescription weigh(RuleDescription rule) {
        return new RuleDescription(rule.id(), rule.effect(), severity(rule.id()), rule.summary(), rule.page());
    }

    private static boolean isLock(Finding finding) {
        return switch (finding.effect()) {
            case BLOCKING, ROW_LOCKS, SHORT_LOCK -> true;
            default -> false;
        };
    }

    /** With its schema or without it, where that is the default one. */
    private boolean isNamedSmall(String table) {
        return options.smallTables().contains(table)
                || options.smallTables().contains(options.changelog().session().defaultSchema() + "." + table);
    }

    private boolean isSmall(TableEffect table) {
        return isNamedSmall(table.table())
                || (table.rows().isPresent() && table.rows().getAsLong() <= options.smallTableRows());
    }
}
