package liquibase.ext.online.change;

import java.util.List;
import liquibase.change.AbstractChange;
import liquibase.database.Database;
import liquibase.exception.RollbackImpossibleException;
import liquibase.ext.online.plan.Step;
import liquibase.statement.SqlStatement;

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
    public final boolean supportsRollback(Database database) {
        return stock().supportsRollback(database);
    }

    @Override
    public final SqlStatement[] generateRollbackStatements(Database database) throws RollbackImpossibleException {
        throw new RollbackImpossibleException(getSerializedObjectName()
                + " cannot be taken back, as nothing keeps what it dropped: give the changeSet a rollback block that makes it"
                + " anew, or an empty one that leaves it out");
    }
}
