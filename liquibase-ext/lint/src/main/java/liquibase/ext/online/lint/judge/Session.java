package liquibase.ext.online.lint.judge;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.SetParameter;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the session in which the changelog runs: what SET leaves lasts to the end of the run, what SET LOCAL
 * leaves to the end of the transaction.
 */
public final class Session {
    private static final Set<String> UTC = Set.of(
            "utc",
            "gmt",
            "uct",
            "zulu",
            "universal",
            "greenwich",
            "utc0",
            "gmt0",
            "gmt+0",
            "gmt-0",
            "0",
            "+0",
            "-0",
            "00",
            "+00",
            "-00",
            "00:00",
            "+00:00",
            "-00:00");

    private final Map<String, String> initial;
    private final Map<String, @Nullable String> session = new HashMap<>();
    private final Map<String, @Nullable String> local = new HashMap<>();
    private @Nullable Map<String, @Nullable String> before;
    private Map<String, @Nullable String> committed = Map.of();

    /** A session that begins with these settings, from the URL, the role or the configuration. */
    public Session(Map<String, String> initial) {
        this.initial = Map.copyOf(initial);
        session.putAll(initial);
    }

    /** The value of a setting; empty when nothing has set it, or DEFAULT has. */
    public Optional<String> value(String parameter) {
        String name = parameter.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(local.containsKey(name) ? local.get(name) : session.get(name));
    }

    /** Whether a timeout is on: set, and not 0. */
    public boolean limits(String timeout) {
        return value(timeout).filter(value -> !isZero(value)).isPresent();
    }

    /** Whether the TimeZone has an offset of zero all year round and always had, as PostgreSQL asks. */
    public boolean isTimeZoneUtc() {
        return value("timezone").filter(Session::isUtc).isPresent();
    }

    /** A zone such as Europe/London, which had other offsets, is none of these. */
    private static boolean isUtc(String value) {
        String zone = value.replace("'", "").strip().toLowerCase(Locale.ROOT);
        return UTC.contains(zone.startsWith("etc/") ? zone.substring(4) : zone);
    }

    private static boolean isZero(String value) {
        return value.chars().noneMatch(c -> c >= '1' && c <= '9');
    }

    void apply(Command command, boolean inTransaction) {
        if (!(command instanceof SetParameter set) || (set.local() && !inTransaction)) {
            return;
        }
        String name = set.name().toLowerCase(Locale.ROOT);
        if (name.equals("all") && set.value() == null) {
            local.clear();
            session.clear();
            session.putAll(initial);
            return;
        }
        @Nullable String value = set.value() == null ? initial.get(name) : set.value();
        if (set.local()) {
            local.put(name, value);
        } else {
            local.remove(name);
            session.put(name, value);
        }
    }

    /** Begins a changeSet; what one has set that does not run now, but ran in a session long ago, is forgotten. */
    void beginChangeSet(boolean runsNow) {
        if (before != null) {
            restore(before);
        }
        before = runsNow ? null : new HashMap<>(session);
        beginTransaction();
    }

    /** A ROLLBACK from now on puts back what holds now. */
    void beginTransaction() {
        local.clear();
        committed = new HashMap<>(session);
    }

    void rollBack() {
        local.clear();
        restore(committed);
    }

    private void restore(Map<String, @Nullable String> settings) {
        session.clear();
        session.putAll(settings);
    }
}
