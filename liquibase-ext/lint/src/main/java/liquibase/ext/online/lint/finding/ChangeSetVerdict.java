package liquibase.ext.online.lint.finding;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one changeSet does to the tables that exist before it.
 *
 * @param effect the gravest effect of what it does, whether reported or not; null for none
 * @param tables the tables it locks against readers or writers, or works through
 * @param skipped why it would not run on PostgreSQL, or null when it would
 */
public record ChangeSetVerdict(
        ChangeSetId changeSet,
        Place place,
        Scope scope,
        @Nullable Effect effect,
        List<TableEffect> tables,
        @Nullable String skipped) {

    /** Whether findings of it are reported. */
    public enum Scope {
        REPORTED,
        HISTORY;

        /** As the JSON report writes it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ChangeSetVerdict {
        tables = List.copyOf(tables);
    }
}
