package liquibase.ext.online.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.sql.Sql;

/** Names for constraints and indexes whose author gave none: the same for the same input, and never too long. */
public final class GeneratedName {
    /** The longest identifier in bytes that PostgreSQL keeps whole (manual, "Identifiers and Key Words"). */
    public static final int MAX_BYTES = 63;

    /** How many digits of a check sum tell a name that was cut from others: md5, as PostgreSQL computes it too. */
    private static final int MARK = 8;

    private GeneratedName() {}

    /**
     * {@code table_column_…_suffix}, or {@code table_suffix} without columns, the middle cut and marked by a check sum where
     * that is longer than 63 bytes.
     */
    public static String of(String table, List<String> columns, String suffix) {
        String stem = String.join(
                "_", Stream.concat(Stream.of(table), columns.stream()).toList());
        String whole = stem + "_" + suffix;
        if (bytes(whole) <= MAX_BYTES) {
            return whole;
        }
        String end = "_" + md5(whole).substring(0, MARK) + "_" + suffix;
        return cut(stem, MAX_BYTES - bytes(end)) + end;
    }

    /** The same as a SQL expression, for a script whose tables only the server knows. */
    public static String sql(String tableExpression, List<String> columns, String suffix) {
        String columnNames = columns.stream().map(column -> "_" + column).collect(Collectors.joining());
        String stem = concat(tableExpression, Sql.literal(columnNames));
        String whole = concat(tableExpression, Sql.literal(columnNames + "_" + suffix));
        int room = MAX_BYTES - (2 + MARK + bytes(suffix));
        String most = " OPERATOR(pg_catalog.<=) ";
        return "CASE WHEN pg_catalog.octet_length(" + whole + ")" + most + MAX_BYTES + " THEN " + whole + " ELSE "
                + concat(
                        "pg_catalog.left(" + stem + ", (SELECT pg_catalog.max(n) FROM pg_catalog.generate_series(1, "
                                + room
                                + ") AS n WHERE pg_catalog.octet_length(pg_catalog.left(" + stem + ", n))" + most + room
                                + "))",
                        "'_'",
                        "pg_catalog.left(pg_catalog.md5(" + whole + "), " + MARK + ")",
                        Sql.literal("_" + suffix))
                + " END";
    }

    /** As much of a name as PostgreSQL keeps. */
    public static String kept(String name) {
        return cut(name, MAX_BYTES);
    }

    /** The name, or the start of a longer one and its check sum. */
    static String within(String name, int maxBytes) {
        return bytes(name) <= maxBytes
                ? name
                : cut(name, maxBytes - MARK - 1) + "_" + md5(name).substring(0, MARK);
    }

    private static String concat(String... texts) {
        return "pg_catalog.concat(" + String.join(", ", texts) + ")";
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private static String cut(String text, int maxBytes) {
        int end = text.length();
        while (bytes(text.substring(0, end)) > maxBytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
