package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import liquibase.ext.online.plan.Action.Build;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.server.Pause;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** An index built concurrently. What a failed build left INVALID is dropped before and after, concurrently as well. */
final class ConcurrentBuild {
    private static final int ATTEMPTS = 5;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Session session;
    private final Settings settings;
    private final Consumer<String> note;

    ConcurrentBuild(Session session, Settings settings, Consumer<String> note) {
        this.session = session;
        this.settings = settings;
        this.note = note;
    }

    void run(Build build) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            dropLeftovers(build);
            try {
                session.authored().executeLong(build.command().sql());
                return;
            } catch (SQLException failure) {
                cleanUp(build, failure);
                if (SqlState.isDuplicate(failure)) {
                    throw new RowLook(session).refusal(build.duplicates(), failure);
                }
                if (!SqlState.isLockTrouble(failure) || attempt == ATTEMPTS) {
                    throw failure;
                }
                note.accept("the build met " + SqlState.sentence(failure) + "; attempt " + (attempt + 1) + " of "
                        + ATTEMPTS);
            }
        }
    }

    private void cleanUp(Build build, SQLException failure) {
        try {
            dropLeftovers(build);
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private void dropLeftovers(Build build) throws SQLException {
        awaitOtherBuilds(build);
        for (List<@Nullable String> row : session.rows(build.leftovers())) {
            QualifiedName index = new QualifiedName(row.get(0), String.valueOf(row.get(1)));
            note.accept("dropping the INVALID index " + index + " that a failed build left");
            session.authored().executeLong(DropIndex.concurrently(index).sql());
        }
    }

    /** An index that another session is building looks like a leftover, until it is done or has failed. */
    private void awaitOtherBuilds(Build build) throws SQLException {
        long start = System.nanoTime();
        String table = Sql.literal(build.command().table().toString()) + "::regclass";
        String others =
                "SELECT string_agg('pid ' || l.pid || coalesce(' (' || a.application_name || ')', ''), '; ') FROM"
                        + " pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.relation = " + table
                        + " AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE"
                        + " datname = current_database()) AND l.pid <> pg_backend_pid() AND a.backend_type IS DISTINCT FROM"
                        + " 'autovacuum worker'";
        boolean told = false;
        while (!session.rows(build.leftovers()).isEmpty()) {
            @Nullable String who = session.rows(others).get(0).get(0);
            if (who == null) {
                return;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(settings.locking().budget()) >= 0) {
                throw new Refusal(
                        "another session works on " + build.command().table() + " for " + waited.toSeconds()
                                + " s, perhaps building the same index: " + who,
                        "wait until it is done, or end it");
            }
            if (!told) {
                note.accept("waiting for " + who + ", which may be building an index of "
                        + build.command().table());
                told = true;
            }
            Pause.jittered(session, POLL);
        }
    }
}
