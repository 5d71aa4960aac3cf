package liquibase.ext.online.change;

import java.util.List;
import liquibase.change.AbstractChange;
import liquibase.change.DatabaseChangeProperty;
import org.jspecify.annotations.Nullable;

/**
 * A change that builds an index, with what PostgreSQL's indexes know and the stock change does not.
 *
 * @param <S> the stock change
 */
public abstract class IndexedChange<S extends AbstractChange> extends OnlineChange<S> {
    private @Nullable String include;
    private @Nullable Boolean nullsNotDistinct;

    protected IndexedChange(S stock) {
        super(stock);
    }

    @DatabaseChangeProperty(description = "Columns, separated by commas, that the index carries and does not compare")
    public final @Nullable String getInclude() {
        return include;
    }

    public final void setInclude(@Nullable String include) {
        this.include = include;
    }

    @DatabaseChangeProperty(description = "Whether two NULLs count as equal; PostgreSQL 15 and later")
    public final @Nullable Boolean getNullsNotDistinct() {
        return nullsNotDistinct;
    }

    public final void setNullsNotDistinct(@Nullable Boolean nullsNotDistinct) {
        this.nullsNotDistinct = nullsNotDistinct;
    }

    /** The columns that the index carries. */
    final List<String> included(Target target) {
        return include == null ? List.of() : target.columns(include);
    }

    final boolean isNullsNotDistinct() {
        return Boolean.TRUE.equals(nullsNotDistinct);
    }

    /** What of this is too new for the server. */
    final List<String> tooNew(Target target) {
        return isNullsNotDistinct() && !target.version().hasNullsNotDistinct()
                ? List.of("nullsNotDistinct needs PostgreSQL 15; the database is " + target.version())
                : List.of();
    }
}
