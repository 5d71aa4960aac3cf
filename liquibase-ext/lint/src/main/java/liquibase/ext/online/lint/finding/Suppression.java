package liquibase.ext.online.lint.finding;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An author's word that a finding is known and accepted.
 *
 * @param rules the ids of the rules it is about; never empty
 * @param reason empty when the author gave none, which is a finding itself
 * @param until the last day it holds, or null for no end
 * @param place where the author wrote it
 */
public record Suppression(
        List<String> rules, String reason, @Nullable LocalDate until, Place place) {
    public Suppression {
        rules = List.copyOf(rules);
    }
}
