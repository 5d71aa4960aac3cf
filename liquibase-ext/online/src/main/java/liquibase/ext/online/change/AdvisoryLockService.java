package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.executor.ExecutorService;
import liquibase.ext.online.server.Session;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;
import liquibase.lockservice.StandardLockService;
import org.jspecify.annotations.Nullable;

/**
 * The changelog lock as an advisory lock of PostgreSQL, with {@code liquibase.online.advisoryLock=true}. The server
 * releases it when the session ends, however that comes about, so that nothing is left of a run that was killed. Who
 * waits is idle between two tries and has no snapshot, so that no concurrent build of the holder waits for it in turn.
 *
 * <p>It excludes only those that use it too: switch a fleet over at once, while none of it runs Liquibase. The session
 * must stay the same from the first statement to the last, as it does on a direct connection and behind a pooler that
 * keeps one server for each client. A script that is printed locks the row in DATABASECHANGELOGLOCK as ever.
 */
@AutoService(LockService.class)
public final class AdvisoryLockService extends StandardLockService {
    private static final String LOCK =
            " FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND"
                    + " l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND (l.classid::bigint << 32) |"
                    + " l.objid::bigint = KEY ";

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public boolean supports(Database database) {
        return Target.isPostgres(database)
                && database.getConnection() instanceof JdbcConnection
                && OnlineSettings.isOn(Knob.ADVISORY_LOCK);
    }

    @Override
    public boolean acquireLock() throws LockException {
        if (hasChangeLogLock) {
            return true;
        }
        if (isScript()) {
            return super.acquireLock();
        }
        try {
            database.rollback();
            // Twice locked would have to be released twice, and Liquibase forgets what it holds when it is reset.
            hasChangeLogLock = "t"
                    .equals(ask("SELECT CASE WHEN EXISTS (SELECT" + LOCK
                                    + "AND l.pid = pg_backend_pid()) THEN true ELSE" + " pg_try_advisory_lock(" + key()
                                    + ") END")
                            .get(0)
                            .get(0));
        } catch (SQLException | DatabaseException failure) {
            throw new LockException(failure);
        }
        if (hasChangeLogLock) {
            log("acquired the changelog lock, an advisory lock");
            Scope.getCurrentScope()
                    .getSingleton(ChangeLogHistoryServiceFactory.class)
                    .getChangeLogService(database)
                    .reset();
            database.setCanCacheLiquibaseTableInfo(true);
        }
        return hasChangeLogLock;
    }

    @Override
    public void releaseLock() throws LockException {
        if (isScript()) {
            super.releaseLock();
            return;
        }
        try {
            database.rollback();
            if (!ask("SELECT pg_advisory_unlock(KEY)" + LOCK + "AND l.pid = pg_backend_pid()")
                    .isEmpty()) {
                log("released the changelog lock");
            }
        } catch (SQLException | DatabaseException failure) {
            throw new LockException(failure);
        } finally {
            hasChangeLogLock = false;
            database.setCanCacheLiquibaseTableInfo(false);
        }
    }

    /** Who holds it, and since when its session is there: the server does not keep when the lock was granted. */
    @Override
    @SuppressWarnings("JavaUtilDate")
    public DatabaseChangeLogLock[] listLocks() throws LockException {
        try {
            List<DatabaseChangeLogLock> locks = new ArrayList<>();
            for (List<@Nullable String> holder : holders()) {
                Date since = new Date(Long.parseLong(String.valueOf(holder.get(1))));
                locks.add(new DatabaseChangeLogLock(1, since, holder.get(0)));
            }
            return locks.toArray(new DatabaseChangeLogLock[0]);
        } catch (SQLException | DatabaseException failure) {
            throw new LockException(failure);
        }
    }

    /**
     * Releases the lock if this session holds it. One that another session holds belongs to a run that is alive, so that
     * there is nothing to heal; the error names it and says how to end it.
     */
    @Override
    public void forceReleaseLock() throws LockException {
        if (hasChangeLogLock) {
            releaseLock();
            return;
        }
        DatabaseChangeLogLock[] locks = listLocks();
        if (locks.length > 0) {
            String who =
                    Stream.of(locks).map(DatabaseChangeLogLock::getLockedBy).collect(Collectors.joining("; "));
            throw new LockException("The changelog lock is held by a session that is alive: " + who
                    + ". Wait until it is done, or end it with SELECT pg_terminate_backend("
                    + who.replaceAll("^pid (\\d+).*", "$1") + ")");
        }
    }

    private List<List<@Nullable String>> holders() throws SQLException, DatabaseException {
        return ask(
                "SELECT 'pid ' || h.pid || ' (' || concat_ws(', ', nullif(a.application_name, ''), 'user ' || a.usename, 'from '"
                        + " || a.client_addr, a.state) || ')', (extract(epoch FROM coalesce(a.backend_start, now())) * 1000)::bigint FROM"
                        + " (SELECT l.pid" + LOCK + ") AS h LEFT JOIN pg_stat_activity a USING (pid)");
    }

    /** Asks in a transaction of its own: one left open would keep a snapshot, and concurrent builds would wait for it. */
    private List<List<@Nullable String>> ask(String query) throws SQLException, DatabaseException {
        JdbcConnection connection = (JdbcConnection) database.getConnection();
        try {
            return Session.ofTransactions(connection.getUnderlyingConnection()).rows(query.replace("KEY", key()));
        } finally {
            database.commit();
        }
    }

    /** From the name of the lock table, so that each changelog of a database has its own; the lock is per database anyway. */
    private String key() {
        byte[] name = ("liquibase-online " + ChangelogLock.table(database)).getBytes(StandardCharsets.UTF_8);
        return String.valueOf(UUID.nameUUIDFromBytes(name).getMostSignificantBits());
    }

    private boolean isScript() {
        return !Scope.getCurrentScope()
                .getSingleton(ExecutorService.class)
                .getExecutor("jdbc", database)
                .updatesDatabase();
    }

    private static void log(String text) {
        Scope.getCurrentScope().getLog(AdvisoryLockService.class).info(text);
    }
}
