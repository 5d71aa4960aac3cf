package liquibase.ext.online.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Names for constraints and indexes whose author gave none: the same for the same input, and never too long. */
public final class GeneratedName {
    /** The longest identifier in bytes that PostgreSQL keeps whole (manual, "Identifiers and Key Words"). */
    public static final int MAX_BYTES = 63;

    private GeneratedName() {}

    /** {@code table_column_…_suffix}, the middle cut and marked by a check sum where that is longer than 63 bytes. */
    public static String of(String table, List<String> columns, String suffix) {
        String stem = table + "_" + String.join("_", columns);
        String whole = stem + "_" + suffix;
        if (bytes(whole) <= MAX_BYTES) {
            return whole;
        }
        CRC32 crc = new CRC32();
        crc.update(whole.getBytes(StandardCharsets.UTF_8));
        String end = String.format("_%08x_%s", crc.getValue(), suffix);
        return cut(stem, MAX_BYTES - bytes(end)) + end;
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
