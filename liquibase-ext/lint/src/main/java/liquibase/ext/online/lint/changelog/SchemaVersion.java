package liquibase.ext.online.lint.changelog;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.util.LiquibaseUtil;

/** The version of Liquibase that a schema of its own is of. */
final class SchemaVersion {
    private static final Pattern OF_LIQUIBASE =
            Pattern.compile("https?://www\\.liquibase\\.org/.*-(\\d{1,6}\\.\\d{1,6})\\.xsd", Pattern.CASE_INSENSITIVE);

    private SchemaVersion() {}

    /** The Liquibase that reads changelogs here. */
    static String running() {
        return LiquibaseUtil.getBuildVersion();
    }

    /** Whether a schema is one of a Liquibase that comes after the one that runs. */
    static boolean isNewer(String url) {
        Matcher matcher = OF_LIQUIBASE.matcher(url);
        return matcher.matches() && Arrays.compare(numbers(matcher.group(1)), numbers(running())) > 0;
    }

    /** Major and minor. */
    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[.-]", -1))
                .limit(2)
                .mapToInt(part -> part.matches("\\d{1,6}") ? Integer.parseInt(part) : 0)
                .toArray();
    }
}
