package liquibase.ext.online.change;

import java.util.List;
import liquibase.change.AbstractChange;
import liquibase.ext.online.plan.Step;

/**
 * A change that takes something away. As with the stock change, only the author of a rollback block can bring it back.
 *
 * @param <S> the stock change
 */
public abstract class DropChange<S extends AbstractChange> extends OnlineChange<S> {
    protected DropChange(S stock) {
        super(stock);
    }

    /** The steps on PostgreSQL that make anew what is dropped: none. */
    @Override
    protected final List<Step> rollbackSteps(Target target) {
        return List.of();
    }

    @Override
    protected final boolean canBeTakenBack() {
        return false;
    }
}
