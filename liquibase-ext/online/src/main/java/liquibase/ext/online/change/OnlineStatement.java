package liquibase.ext.online.change;

import java.util.List;
import liquibase.database.PreparedStatementFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.plan.Plan;
import liquibase.statement.AbstractSqlStatement;
import liquibase.statement.ExecutablePreparedStatement;

/**
 * A plan that runs on Liquibase's connection. ExecutablePreparedStatement is the one kind of statement that Liquibase lets
 * execute itself.
 */
public final class OnlineStatement extends AbstractSqlStatement implements ExecutablePreparedStatement {
    private final OnlineChange<?> change;
    private final Plan plan;
    private final Direction direction;
    private final Target target;

    /** Whether the plan does the change or takes it back. */
    enum Direction {
        FORWARDS,
        BACKWARDS
    }

    OnlineStatement(OnlineChange<?> change, Plan plan, Direction direction, Target target) {
        this.change = change;
        this.plan = plan;
        this.direction = direction;
        this.target = target;
    }

    /** The script of the plan, for logs. */
    List<String> script() {
        return target.script(change, plan, direction);
    }

    @Override
    @SuppressWarnings("try")
    public void execute(PreparedStatementFactory factory) throws DatabaseException {
        OnlineRun run = new OnlineRun(target.database(), target.settings());
        JdbcConnection connection = (JdbcConnection) target.database().getConnection();
        try (OutOfTransaction ignored = new OutOfTransaction(change, connection)) {
            if (direction == Direction.BACKWARDS) {
                run.takeBack(plan, History.origin(change));
            } else if (OwnTransaction.isInRollbackBlock(change)) {
                run.changeWithoutTrace(plan, History.origin(change));
            } else {
                run.change(plan, change.shortTransaction(target), new History(target.database()).edition(change));
            }
        }
    }
}
