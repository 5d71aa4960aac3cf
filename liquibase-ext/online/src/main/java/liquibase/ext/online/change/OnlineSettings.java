package liquibase.ext.online.change;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ext.online.plan.Settings;
import org.jspecify.annotations.Nullable;

/** Settings from the attributes of a change, the configuration of Liquibase, and the defaults, in this order. */
final class OnlineSettings {
    private static final Pattern TIME = Pattern.compile("(-?\\d{1,9})\\s*(ms|s|min|h)?");

    private OnlineSettings() {}

    /**
     * @throws IllegalArgumentException if a value cannot be read or is out of its range; the message says which
     */
    static Settings with(Map<String, String> attributes) {
        Settings defaults = Settings.DEFAULTS;
        return new Settings(
                time(
                        "lockTimeout",
                        attributes,
                        OnlineConfiguration.LOCK_TIMEOUT.getCurrentValue(),
                        defaults.lockTimeout()),
                time(
                        "lockBudget",
                        attributes,
                        OnlineConfiguration.LOCK_BUDGET.getCurrentValue(),
                        defaults.lockBudget()),
                number("batchSize", attributes, OnlineConfiguration.BATCH_SIZE.getCurrentValue(), defaults.batchSize()),
                time("pause", attributes, OnlineConfiguration.PAUSE.getCurrentValue(), defaults.pause()),
                number("maxPasses", attributes, OnlineConfiguration.MAX_PASSES.getCurrentValue(), defaults.maxPasses()),
                OnlineConfiguration.SHOW_BLOCKER_QUERY.getCurrentValue(),
                OnlineConfiguration.ALLOW_POOLER.getCurrentValue());
    }

    private static Duration time(
            String name, Map<String, String> attributes, @Nullable String configured, Duration byDefault) {
        String text = attributes.getOrDefault(name, configured);
        return text == null ? byDefault : time(name, text);
    }

    /** A time as PostgreSQL writes it in its configuration: a number with ms, s, min or h, and milliseconds without. */
    static Duration time(String name, String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    name + " is " + text + "; it must be a time such as 200ms, 5s, 10min or 1h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2) == null ? "ms" : matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMillis(amount);
        };
    }

    private static int number(String name, Map<String, String> attributes, @Nullable String configured, int byDefault) {
        String text = attributes.getOrDefault(name, configured);
        try {
            return text == null ? byDefault : Integer.parseInt(text.strip());
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(name + " is " + text + "; it must be a whole number", wrong);
        }
    }
}
