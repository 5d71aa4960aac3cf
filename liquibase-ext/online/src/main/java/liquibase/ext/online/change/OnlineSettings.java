package liquibase.ext.online.change;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Settings.Locking;
import liquibase.ext.online.plan.Throttling;
import liquibase.ext.online.plan.Throttling.Window;
import org.jspecify.annotations.Nullable;

/** Settings from the attributes of a change, the configuration of Liquibase, and the defaults, in this order. */
final class OnlineSettings {
    private static final Pattern TIME = Pattern.compile("(-?\\d{1,9})\\s*(ms|s|min|h)?");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9})\\s*(kB|MB|GB|TB)");
    private static final Pattern WINDOW = Pattern.compile("(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})(?:\\s+(\\S+))?");

    private final Map<Knob, String> attributes;

    private OnlineSettings(Map<Knob, String> attributes) {
        this.attributes = attributes;
    }

    /**
     * @throws IllegalArgumentException if a value cannot be read or is out of its range; the message says which
     */
    static Settings with(Map<Knob, String> attributes) {
        return new OnlineSettings(attributes).settings();
    }

    /** Whether something that no change has as an attribute is switched on. */
    static boolean isOn(Knob knob) {
        return new OnlineSettings(Map.of()).flag(knob);
    }

    static Duration answerTimeout() {
        Duration time = new OnlineSettings(Map.of()).required(Knob.ANSWER_TIMEOUT, OnlineSettings::time);
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(Knob.ANSWER_TIMEOUT.key() + " is " + time + "; it must be 1s or more");
        }
        return time;
    }

    private Settings settings() {
        return new Settings(
                locking(),
                pacing(),
                throttling(),
                flag(Knob.ALLOW_POOLER),
                flag(Knob.ACCEPT_ROW_SECURITY),
                required(Knob.SMALL_TABLE, text -> text.equals("0") ? 0 : bytes(text, "a size such as 8MB, or 0")));
    }

    private Locking locking() {
        return new Locking(
                required(Knob.LOCK_TIMEOUT, OnlineSettings::time),
                required(Knob.LOCK_BUDGET, OnlineSettings::time),
                optional(Knob.END_IDLE_BLOCKERS_AFTER, OnlineSettings::time),
                flag(Knob.SHOW_BLOCKER_QUERY));
    }

    private Pacing pacing() {
        return new Pacing(
                required(Knob.BATCH_TIME, OnlineSettings::time),
                optional(Knob.BATCH_SIZE, OnlineSettings::number),
                required(Knob.MIN_BATCH_SIZE, OnlineSettings::number),
                required(Knob.MAX_BATCH_SIZE, OnlineSettings::number),
                required(Knob.PAUSE, OnlineSettings::time),
                required(Knob.NICE_RATIO, OnlineSettings::ratio),
                required(Knob.PARALLELISM, OnlineSettings::number),
                required(Knob.MAX_PASSES, OnlineSettings::number),
                required(Knob.VACUUM, text -> oneOf(Pacing.Vacuum.class, text)),
                required(Knob.ON_ROW_ERROR, text -> oneOf(Pacing.OnRowError.class, text)));
    }

    private Throttling throttling() {
        return new Throttling(
                optional(Knob.MAX_REPLICA_LAG, OnlineSettings::time),
                optional(Knob.MAX_SLOT_WAL, text -> bytes(text, "a size such as 512MB or 10GB")),
                optional(Knob.MAX_ACTIVE_SESSIONS, OnlineSettings::number),
                optional(Knob.MAX_LOCK_WAITERS, OnlineSettings::number),
                optional(Knob.PAUSE_WHILE, Function.identity()),
                optional(Knob.WINDOW, OnlineSettings::window));
    }

    private <T> T required(Knob knob, Function<String, T> read) {
        String given = given(knob);
        return read(knob, given == null ? knob.byDefault() : given, read);
    }

    private <T> @Nullable T optional(Knob knob, Function<String, T> read) {
        String given = given(knob);
        return given == null || given.isBlank() ? null : read(knob, given, read);
    }

    private boolean flag(Knob knob) {
        return required(knob, OnlineSettings::flag);
    }

    private @Nullable String given(Knob knob) {
        return attributes.getOrDefault(knob, OnlineConfiguration.of(knob));
    }

    private static <T> T read(Knob knob, String text, Function<String, T> read) {
        try {
            return read.apply(text.strip());
        } catch (Unreadable unreadable) {
            throw new IllegalArgumentException(
                    knob.key() + " is " + text + "; it must be " + unreadable.getMessage(), unreadable);
        }
    }

    /** What the text should have been. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String wanted) {
            super(wanted);
        }
    }

    /** A time as PostgreSQL writes it in its configuration: a number with ms, s, min or h, and milliseconds without. */
    private static Duration time(String text) {
        Matcher matcher = matching(TIME, text, "a time such as 200ms, 5s, 10min or 1h");
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2) == null ? "ms" : matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMillis(amount);
        };
    }

    /** A size as PostgreSQL writes it in its configuration; kB is 1024 bytes. */
    private static long bytes(String text, String wanted) {
        Matcher matcher = matching(BYTES, text, wanted);
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "kB" -> amount << 10;
            case "MB" -> amount << 20;
            case "GB" -> amount << 30;
            default -> amount << 40;
        };
    }

    private static Window window(String text) {
        String wanted = "a window such as 22:00-06:00, or 22:00-06:00 Europe/Berlin";
        Matcher matcher = matching(WINDOW, text, wanted);
        try {
            ZoneId zone = matcher.group(3) == null ? ZoneId.systemDefault() : ZoneId.of(matcher.group(3));
            return new Window(timeOfDay(matcher.group(1)), timeOfDay(matcher.group(2)), zone);
        } catch (DateTimeException wrong) {
            throw new Unreadable(wanted + " (" + wrong.getMessage() + ")");
        }
    }

    private static LocalTime timeOfDay(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new Unreadable("a whole number");
        }
    }

    private static double ratio(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw new Unreadable("a number such as 0.5");
        }
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unreadable("true or false");
        };
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new Unreadable(Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or "))));
    }

    private static Matcher matching(Pattern pattern, String text, String wanted) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new Unreadable(wanted);
        }
        return matcher;
    }
}
