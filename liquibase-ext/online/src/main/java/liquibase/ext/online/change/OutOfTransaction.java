package liquibase.ext.online.change;

import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/**
 * Ends the transaction in which Liquibase runs a rollback block, and goes back to one for what follows. Nothing is in it
 * yet that could be lost: validation refuses a change of ours behind others of such a block.
 */
final class OutOfTransaction implements AutoCloseable {
    private final JdbcConnection connection;
    private final boolean left;

    OutOfTransaction(OnlineChange<?> change, JdbcConnection connection) throws DatabaseException {
        this.connection = connection;
        left = OwnTransaction.isInRollbackBlock(change) && !connection.getAutoCommit();
        if (left) {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws DatabaseException {
        if (left && !connection.isClosed()) {
            connection.setAutoCommit(false);
        }
    }
}
