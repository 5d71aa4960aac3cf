package liquibase.ext.online.fill;

import java.util.List;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a table or of a partition, which one worker walks.
 *
 * @param number within its backfill
 * @param from where it begins, exclusive for keys and inclusive for blocks; null at the start of the part
 * @param upTo where it ends, inclusive for keys and exclusive for blocks
 * @param passes how often each of its pages is visited, each time for some of the rows
 */
record Stretch(
        int number, QualifiedName part, Walk walk, @Nullable List<String> from, List<String> upTo, int passes) {}
