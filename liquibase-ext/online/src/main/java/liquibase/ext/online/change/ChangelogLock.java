package liquibase.ext.online.change;

import java.util.Optional;
import java.util.function.Supplier;
import liquibase.database.Database;
import liquibase.database.ObjectQuotingStrategy;
import liquibase.ext.online.server.Heartbeat;
import liquibase.ext.online.sql.Sql;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.lockservice.StandardLockService;
import liquibase.sqlgenerator.core.LockDatabaseChangeLogGenerator;

/** The row of DATABASECHANGELOGLOCK that a run of Liquibase holds from beginning to end. */
final class ChangelogLock {
    private ChangelogLock() {}

    /** Keeps LOCKGRANTED fresh while Liquibase's own lock service holds the lock for us. */
    static Heartbeat heartbeat(Database database) {
        LockService service = LockServiceFactory.getInstance().getLockService(database);
        if (service.getClass() != StandardLockService.class) {
            return Heartbeat.none();
        }
        String refresh = refresh(database);
        return new Heartbeat(() -> service.hasChangeLogLock() ? Optional.of(refresh) : Optional.empty());
    }

    /** In the author's path, which may have to find the table; somebody else's lock stays as it is. */
    private static String refresh(Database database) {
        return "UPDATE " + table(database)
                + " SET LOCKGRANTED = pg_catalog.now() WHERE ID OPERATOR(pg_catalog.=) 1 AND LOCKED"
                + " AND LOCKEDBY OPERATOR(pg_catalog.=) " + Sql.literal(Holder.name()) + "::pg_catalog.text";
    }

    static String table(Database database) {
        return asLiquibase(
                database,
                () -> database.escapeTableName(
                        database.getLiquibaseCatalogName(),
                        database.getLiquibaseSchemaName(),
                        database.getDatabaseChangeLogLockTableName()));
    }

    /** Liquibase names its own tables in this way, whatever the changeSet says about quoting. */
    static String asLiquibase(Database database, Supplier<String> name) {
        ObjectQuotingStrategy strategy = database.getObjectQuotingStrategy();
        database.setObjectQuotingStrategy(ObjectQuotingStrategy.LEGACY);
        try {
            return name.get();
        } finally {
            database.setObjectQuotingStrategy(strategy);
        }
    }

    /** What Liquibase writes to LOCKEDBY, which it tells subclasses only. */
    private static final class Holder extends LockDatabaseChangeLogGenerator {
        static String name() {
            return hostname + hostDescription + " (" + hostaddress + ")";
        }
    }
}
