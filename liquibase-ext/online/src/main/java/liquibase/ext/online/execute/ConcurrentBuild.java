package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Action.Build;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.server.Pause;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SessionSettings;
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
    private final Build build;
    private final Proof done;
    private final Consumer<String> note;

    /** A question to the catalog. */
    @FunctionalInterface
    interface Proof {
        boolean holds() throws SQLException;
    }

    /**
     * A build that is not begun.
     *
     * @param done whether the wanted index stands, whoever built it
     */
    ConcurrentBuild(Session session, Settings settings, Build build, Proof done, Consumer<String> note) {
        this.session = session;
        this.settings = settings;
        this.build = build;
        this.done = done;
        this.note = note;
    }

    void run() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            dropLeftovers();
            if (isBuiltByAnother()) {
                return;
            }
            try {
                build();
                return;
            } catch (SQLException failure) {
                cleanUp(failure);
                if (SqlState.isTaken(failure) && isBuiltByAnother()) {
                    return;
                }
                if (build.duplicates() != null && SqlState.isDuplicate(failure)) {
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

    private void build() throws SQLException {
        try {
            session.authored().executeLong(build.command().sql());
        } catch (SQLException failure) {
            if (!SqlState.isOverLimit(failure)) {
                throw failure;
            }
            note.accept("the build met " + SqlState.sentence(failure) + "; once more without parallel workers, which"
                    + " always sort through temporary files");
            cleanUp(failure);
            buildAlone();
        }
    }

    /** One process sorts in memory as far as maintenance_work_mem goes. */
    private void buildAlone() throws SQLException {
        try (SessionSettings forBuild = new SessionSettings(session)) {
            forBuild.change("max_parallel_maintenance_workers", "0");
            session.authored().executeLong(build.command().sql());
        } catch (SQLException failure) {
            if (SqlState.isOverLimit(failure)) {
                throw new Refusal(
                        SqlState.sentence(failure),
                        "give the build memory, so that it needs fewer temporary files (ALTER ROLE " + role()
                                + " SET maintenance_work_mem = '1GB'), or have temp_file_limit raised",
                        failure);
            }
            throw failure;
        }
    }

    private String role() throws SQLException {
        return session.value("SELECT quote_ident(session_user)");
    }

    /** A build that lost its client goes on, and perhaps ends while it is waited for. */
    private boolean isBuiltByAnother() throws SQLException {
        if (!done.holds()) {
            return false;
        }
        note.accept("another session has built the index meanwhile: it is taken");
        return true;
    }

    /** What stands when it failed, as a clause. */
    String left() throws SQLException {
        return session.rowsAtTheEnd(build.leftovers()).stream()
                .map(ConcurrentBuild::index)
                .map(index -> "the INVALID index " + index
                        + " is left, which no query uses and every write keeps up; the" + " next run drops it first")
                .collect(Collectors.joining("; "));
    }

    private static QualifiedName index(List<@Nullable String> row) {
        return new QualifiedName(row.get(0), String.valueOf(row.get(1)));
    }

    private void cleanUp(SQLException failure) {
        try {
            dropLeftovers();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private void dropLeftovers() throws SQLException {
        awaitOtherBuilds();
        for (List<@Nullable String> row : session.rows(build.leftovers())) {
            QualifiedName index = index(row);
            note.accept("dropping the INVALID index " + index + " that a failed build left");
            session.authored().executeLong(DropIndex.concurrently(index).sql());
        }
    }

    /**
     * An index that another session is building looks like a leftover, until it is done or has failed. A build is waited for
     * as long as it takes, as it would take as long again.
     */
    private void awaitOtherBuilds() throws SQLException {
        long start = System.nanoTime();
        String table = Sql.literal(build.command().table().toString()) + "::regclass";
        String others = "SELECT string_agg('pid ' || l.pid || coalesce(' (' || a.application_name || ')', ''), '; '),"
                + " bool_or(b.pid IS NOT NULL) FROM pg_locks l JOIN pg_stat_activity a USING (pid) LEFT JOIN"
                + " pg_stat_progress_create_index b USING (pid) WHERE l.relation = " + table
                + " AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE"
                + " datname = current_database()) AND l.pid <> pg_backend_pid() AND a.backend_type IS DISTINCT FROM"
                + " 'autovacuum worker'";
        boolean told = false;
        while (!session.rows(build.leftovers()).isEmpty()) {
            List<@Nullable String> other = session.rows(others).get(0);
            @Nullable String who = other.get(0);
            if (who == null) {
                return;
            }
            boolean builds = "t".equals(other.get(1));
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (!builds && waited.compareTo(settings.locking().budget()) >= 0) {
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
