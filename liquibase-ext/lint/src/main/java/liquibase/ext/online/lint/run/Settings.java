package liquibase.ext.online.lint.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import org.jspecify.annotations.Nullable;

/** Settings as people write them. */
public final class Settings {
    private static final Pattern VERSIONS =
            Pattern.compile("(\\d{1,4})(?:\\.\\d+)?(?:\\s*[-–]\\s*(\\d{1,4})(?:\\.\\d+)?)?");

    private static final Pattern NEXT_PAIR = Pattern.compile(",(?=\\s*[^,=\\s]+\\s*=)");

    private Settings() {}

    /** {@code 17}, {@code 17.6} or {@code 13-18}. */
    public static Versions versions(String text) throws ChangelogException {
        Matcher matcher = VERSIONS.matcher(text.strip());
        if (!matcher.matches()) {
            throw wrong(
                    "the PostgreSQL version \"" + text + "\" is not one: write a major such as 17, or a range such as "
                            + PgVersion.OLDEST.major() + "-" + PgVersion.NEWEST.major());
        }
        PgVersion oldest = version(matcher.group(1));
        PgVersion newest = matcher.group(2) == null ? oldest : version(matcher.group(2));
        if (oldest.compareTo(newest) > 0) {
            throw wrong("the PostgreSQL versions \"" + text + "\" run backwards: write the older one first");
        }
        return new Versions(oldest, newest);
    }

    private static PgVersion version(String major) throws ChangelogException {
        PgVersion version = new PgVersion(Integer.parseInt(major));
        if (version.compareTo(PgVersion.OLDEST) < 0 || version.compareTo(PgVersion.NEWEST) > 0) {
            throw wrong(version + " is not supported: " + PgVersion.OLDEST.major() + " to " + PgVersion.NEWEST.major()
                    + " are");
        }
        return version;
    }

    /** Its label, in any case. */
    public static Severity severity(String text) throws ChangelogException {
        for (Severity severity : Severity.values()) {
            if (severity.label().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return severity;
            }
        }
        StringJoiner labels = new StringJoiner(", ");
        Arrays.stream(Severity.values()).forEach(severity -> labels.add(severity.label()));
        throw wrong("\"" + text + "\" is no severity; there are " + labels);
    }

    /** What stands between commas and is not blank; of null nothing. */
    public static List<String> list(@Nullable String text) {
        List<String> items = new ArrayList<>();
        if (text != null) {
            for (String item : text.split(",", -1)) {
                if (!item.isBlank()) {
                    items.add(item.strip());
                }
            }
        }
        return items;
    }

    /** {@code name=value} between commas; a comma that no {@code name=} follows belongs to the value. */
    public static Map<String, String> pairs(@Nullable String text) throws ChangelogException {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text == null || text.isBlank() ? new String[0] : NEXT_PAIR.split(text.strip(), -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw wrong(
                        "the parameters \"" + text + "\" name no property: write name=value, and more between commas");
            }
            pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1));
        }
        return pairs;
    }

    public static ChangelogException wrong(String problem) {
        return new ChangelogException(problem, null, null);
    }
}
