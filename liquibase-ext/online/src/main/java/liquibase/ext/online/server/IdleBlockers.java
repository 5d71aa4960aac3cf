package liquibase.ext.online.server;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions in the way that do nothing: clients that have been idle in a transaction for too long. Never one that
 * works, autovacuum, replication or any other server process, a prepared transaction, nor a session of an online change.
 */
public final class IdleBlockers {
    private final @Nullable Duration after;
    private final Consumer<String> note;
    private final Set<String> told = new HashSet<>();

    /**
     * Ends what has been idle for longer.
     *
     * @param after how long a session may be idle in its transaction; null to end none
     * @param note hears of each session that was ended, and once of what could not be
     */
    public IdleBlockers(@Nullable Duration after, Consumer<String> note) {
        this.after = after;
        this.note = note;
    }

    /**
     * Ends those of these sessions that have been idle for too long.
     *
     * @param pids of sessions that are in the way
     * @return whether one was ended
     */
    public boolean end(Session session, Collection<Integer> pids) throws SQLException {
        boolean ended = false;
        if (after != null) {
            for (int pid : pids) {
                ended |= end(session, pid, after);
            }
        }
        return ended;
    }

    /** Looks and ends in one statement, as a session may start to work again at any time. */
    private boolean end(Session session, int pid, Duration idle) throws SQLException {
        Optional<List<@Nullable String>> looked = session.first(
                "SELECT " + Blockers.WHO + ", a.backend_type IS NULL FROM pg_stat_activity a WHERE a.pid = " + pid);
        if (looked.isEmpty()) {
            return false;
        }
        String who = String.valueOf(looked.get().get(0));
        if ("t".equals(looked.get().get(1))) {
            tell(
                    "unseen",
                    "cannot see whether " + who + " is idle: GRANT pg_read_all_stats, pg_signal_backend TO "
                            + session.value("SELECT quote_ident(current_user)"));
            return false;
        }
        try {
            Optional<List<@Nullable String>> ended =
                    session.first("SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity"
                            + " a WHERE a.pid = " + pid
                            + " AND a.backend_type = 'client backend' AND a.state IN ('idle in"
                            + " transaction', 'idle in transaction (aborted)') AND a.state_change < clock_timestamp() - interval '"
                            + idle.toMillis() + " ms' AND a.application_name NOT LIKE 'liquibase-online %' AND a.pid <>"
                            + " pg_backend_pid()");
            if (ended.isPresent()) {
                note.accept("ended " + who + ", idle in its transaction for longer than " + idle.toSeconds()
                        + " s and in the way");
            }
            return ended.isPresent();
        } catch (SQLException refused) {
            if (!SqlState.isNotAllowed(refused)) {
                throw refused;
            }
            tell(
                    "refused",
                    "may not end " + who + ": " + SqlState.sentence(refused) + "; GRANT pg_signal_backend TO "
                            + session.value("SELECT quote_ident(current_user)"));
            return false;
        }
    }

    private void tell(String kind, String text) {
        if (told.add(kind)) {
            note.accept(text);
        }
    }
}
