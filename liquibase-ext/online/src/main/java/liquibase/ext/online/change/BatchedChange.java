package liquibase.ext.online.change;

import liquibase.change.AbstractChange;
import liquibase.change.DatabaseChangeProperty;
import org.jspecify.annotations.Nullable;

/**
 * An online change that may write rows in batches, and so has the tuning of a backfill.
 *
 * @param <S> the stock change
 */
public abstract class BatchedChange<S extends AbstractChange> extends OnlineChange<S> {
    protected BatchedChange(S stock) {
        super(stock);
    }

    @DatabaseChangeProperty(description = "Rows of one backfill batch; overrides liquibase.online.batchSize")
    public @Nullable String getBatchSize() {
        return tuned("batchSize");
    }

    public void setBatchSize(@Nullable String batchSize) {
        tune("batchSize", batchSize);
    }

    @DatabaseChangeProperty(
            description = "Rest between two backfill batches, such as 20ms; overrides liquibase.online.pause")
    public @Nullable String getPause() {
        return tuned("pause");
    }

    public void setPause(@Nullable String pause) {
        tune("pause", pause);
    }

    @DatabaseChangeProperty(
            description = "How often a backfill walks its table before rows that still match are an error; overrides"
                    + " liquibase.online.maxPasses")
    public @Nullable String getMaxPasses() {
        return tuned("maxPasses");
    }

    public void setMaxPasses(@Nullable String maxPasses) {
        tune("maxPasses", maxPasses);
    }
}
