package liquibase.ext.online.lock;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The eight table-level lock modes, weakest first, with the conflicts of the PostgreSQL manual, section 13.3.1
 * "Table-Level Locks"; {@code LockModeIT} proves each pair on a server.
 */
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** The modes that another session cannot hold at the same time. */
    public Set<LockMode> conflicts() {
        return switch (this) {
            case ACCESS_SHARE -> EnumSet.of(ACCESS_EXCLUSIVE);
            case ROW_SHARE -> EnumSet.of(EXCLUSIVE, ACCESS_EXCLUSIVE);
            case ROW_EXCLUSIVE -> EnumSet.of(SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE_UPDATE_EXCLUSIVE -> EnumSet.range(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE -> EnumSet.complementOf(EnumSet.of(ACCESS_SHARE, ROW_SHARE, SHARE));
            case SHARE_ROW_EXCLUSIVE -> EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case EXCLUSIVE -> EnumSet.range(ROW_SHARE, ACCESS_EXCLUSIVE);
            case ACCESS_EXCLUSIVE -> EnumSet.allOf(LockMode.class);
        };
    }

    /** Whether a plain SELECT waits for the holder. */
    public boolean blocksReads() {
        return conflicts().contains(ACCESS_SHARE);
    }

    /** Whether INSERT, UPDATE, DELETE and MERGE wait for the holder. */
    public boolean blocksWrites() {
        return conflicts().contains(ROW_EXCLUSIVE);
    }

    /** The name as LOCK TABLE takes it and the manual writes it, such as {@code SHARE ROW EXCLUSIVE}. */
    public String sqlName() {
        return name().replace('_', ' ');
    }

    /** The mode that {@code pg_locks.mode} shows, such as {@code ShareRowExclusiveLock}. */
    public static LockMode ofPgLocks(String mode) {
        String name = mode.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The opposite of {@link #ofPgLocks}. */
    public String pgLocksName() {
        StringBuilder text = new StringBuilder();
        boolean wordStarts = true;
        for (char letter : name().toCharArray()) {
            if (letter != '_') {
                text.append(wordStarts ? letter : Character.toLowerCase(letter));
            }
            wordStarts = letter == '_';
        }
        return text.append("Lock").toString();
    }

    /** The stronger of two modes; strength is the order of declaration. */
    public LockMode max(LockMode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
