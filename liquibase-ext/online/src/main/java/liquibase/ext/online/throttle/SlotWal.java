package liquibase.ext.online.throttle;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import liquibase.ext.online.server.Session;
import org.jspecify.annotations.Nullable;

/** Replication slots, of standbys and of subscribers, that make the server keep too much WAL. */
final class SlotWal implements Signal {
    private static final String SLOTS = "SELECT slot_name, wal_status = 'lost', pg_wal_lsn_diff(pg_current_wal_lsn(),"
            + " restart_lsn)::bigint FROM pg_replication_slots WHERE wal_status = 'lost' OR restart_lsn IS NOT NULL ORDER BY 2"
            + " DESC, 3 DESC LIMIT 1";
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private final long most;

    SlotWal(long most) {
        this.most = most;
    }

    @Override
    public String setting() {
        return "maxSlotWal";
    }

    @Override
    public Optional<String> holds(Session session) throws SQLException {
        return session.first(SLOTS).flatMap(this::judge);
    }

    Optional<String> judge(List<@Nullable String> slot) {
        if ("t".equals(slot.get(1))) {
            return Optional.of("replication slot " + slot.get(0)
                    + " has lost WAL that it needs (wal_status lost); set up its receiver anew, or drop the slot");
        }
        long kept = Long.parseLong(String.valueOf(slot.get(2)));
        return kept <= most
                ? Optional.empty()
                : Optional.of("replication slot " + slot.get(0) + " keeps " + size(kept)
                        + " of WAL, more than maxSlotWal " + size(most));
    }

    /** In the largest unit of PostgreSQL's that leaves a figure before the point. */
    static String size(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, amount == Math.rint(amount) ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }
}
