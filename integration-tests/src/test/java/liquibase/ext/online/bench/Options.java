package liquibase.ext.online.bench;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import liquibase.ext.online.it.server.PostgresServer;

/**
 * What to measure, from system properties; an empty one is its default.
 *
 * @param rows {@code bench.rows}: the sizes of the table, separated by commas; 1000000
 * @param only {@code bench.only}: a regular expression that is searched in "case: strategy", such as
 *     {@code 1M rows, bigint pk only: ours}; everything
 * @param rounds {@code bench.rounds}: how often what is judged is measured, the median counts; 3
 * @param major {@code bench.major}: the PostgreSQL that is measured; the one that tests use
 */
record Options(List<Long> rows, Pattern only, int rounds, int major) {
    static Options fromSystemProperties() {
        return new Options(
                Arrays.stream(property("bench.rows", "1000000").split(",", -1))
                        .map(String::strip)
                        .map(Long::valueOf)
                        .sorted()
                        .toList(),
                Pattern.compile(property("bench.only", "")),
                Integer.parseInt(property("bench.rounds", "3")),
                Integer.parseInt(property("bench.major", String.valueOf(PostgresServer.USUAL_MAJOR))));
    }

    boolean wants(Object aCase, String strategy) {
        return only.matcher(aCase + ": " + strategy).find();
    }

    private static String property(String name, String byDefault) {
        String value = System.getProperty(name, "");
        return value.isBlank() ? byDefault : value;
    }
}
