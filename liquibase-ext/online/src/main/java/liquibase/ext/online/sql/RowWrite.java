package liquibase.ext.online.sql;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a command that writes or locks rows that are there already: each stays locked until the transaction ends.
 *
 * @param verb in capitals, such as {@code UPDATE} or {@code SELECT … FOR UPDATE}
 * @param condition which rows; null for every row
 * @param sources the tables whose rows say which rows, such as those of FROM and USING
 * @param filtered whether only some rows of the sources do
 * @param few whether it stands in the text how many rows they are at most: constants, or a LIMIT
 */
public record RowWrite(
        String verb,
        QualifiedName table,
        @Nullable RowCondition condition,
        Set<QualifiedName> sources,
        boolean filtered,
        boolean few) {

    /** How many rows of a table are written. */
    public enum Reach {
        /** Those that a key, a LIMIT or constants name. */
        FEW,
        /** Those that a condition picks. */
        MANY,
        /** All, or all that have a partner in another table. */
        EVERY
    }

    public RowWrite {
        sources = Collections.unmodifiableSet(new LinkedHashSet<>(sources));
    }

    /** How many rows it writes, as far as its text and the keys of the table tell. */
    public Reach reach(Known known) {
        if (few || (condition != null && (condition.isLimited() || known.isUnique(table, condition.fixedColumns())))) {
            return Reach.FEW;
        }
        boolean all = condition == null || condition.isAlwaysTrue() || (!sources.isEmpty() && condition.isOnlyJoin());
        return all && !filtered ? Reach.EVERY : Reach.MANY;
    }

    /** Whether it writes few rows, all of this table. */
    boolean isFewOf(QualifiedName only, Known known) {
        return table.equals(only) && reach(known) == Reach.FEW;
    }

    /** Whether rows of other tables say which rows are written. */
    public boolean isJoined() {
        return !sources.isEmpty();
    }
}
