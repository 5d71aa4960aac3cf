package liquibase.ext.online.lint.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a rule has to say about one place.
 *
 * @param rule the rule's id
 * @param message one sentence: the lock, what it stops, which table
 * @param fix text to paste or to do; may have several lines, never empty
 * @param place of the statement where it is written by hand, otherwise of the change, otherwise of the changeSet
 * @param changeSet null for a finding on the run itself, such as an unused suppression of a file
 * @param change the name of the change, such as {@code createIndex}; null when it is about the whole changeSet
 * @param statement the SQL it is about, or null
 * @param generated whether that SQL was made by Liquibase and so cannot be seen in the changelog
 * @param tables what happens to which table
 * @param assumed what is not known and was assumed, as a sentence, or null
 * @param suppressed the author's suppression, or null when it counts
 */
public record Finding(
        String rule,
        Severity severity,
        Effect effect,
        String message,
        String fix,
        Place place,
        @Nullable ChangeSetId changeSet,
        @Nullable String change,
        @Nullable String statement,
        boolean generated,
        List<TableEffect> tables,
        @Nullable String assumed,
        @Nullable Suppression suppressed) {
    public Finding {
        tables = List.copyOf(tables);
    }

    /** Whether it counts: it is not suppressed. */
    public boolean counts() {
        return suppressed == null;
    }

    /** This, taken back by its author. */
    public Finding suppressedBy(Suppression suppression) {
        return with(severity, message, suppression);
    }

    /** This in other words. */
    public Finding withMessage(String other) {
        return with(severity, other, suppressed);
    }

    /** This with another weight. */
    public Finding withSeverity(Severity other) {
        return with(other, message, suppressed);
    }

    private Finding with(Severity weight, String words, @Nullable Suppression takenBack) {
        return new Finding(
                rule, weight, effect, words, fix, place, changeSet, change, statement, generated, tables, assumed,
                takenBack);
    }
}
