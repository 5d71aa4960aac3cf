package liquibase.ext.online.lint.source;

import java.util.Map;

/** Decodes the references in XML text and attributes. */
final class XmlText {
    private static final Map<String, String> PREDEFINED =
            Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");
    /** The longest reference, to U+10FFFF, and a few leading zeros; more leading zeros are not worth more. */
    private static final int LONGEST = 12;

    private XmlText() {}

    /** Adds a stretch of text; what is no reference that is known stays as it is. */
    static void append(SqlTextBuilder builder, String xml, int from, int to) {
        int at = from;
        int reference = indexOf(xml, '&', at, to);
        while (reference >= 0) {
            int end = indexOf(xml, ';', reference, Math.min(to, reference + LONGEST));
            String decoded = end < 0 ? "" : decoded(xml, reference + 1, end);
            if (!decoded.isEmpty()) {
                builder.verbatim(at, reference);
                builder.replaced(reference, end + 1, decoded);
                at = end + 1;
            }
            reference = indexOf(xml, '&', reference + 1, to);
        }
        builder.verbatim(at, to);
    }

    /** The value of an attribute. */
    static String value(String xml, int[] stretch) {
        String raw = xml.substring(stretch[0], stretch[1]);
        if (raw.indexOf('&') < 0) {
            return raw;
        }
        SqlTextBuilder builder = new SqlTextBuilder(new SourceText("", raw));
        append(builder, raw, 0, raw.length());
        return builder.build().text();
    }

    /** The index of a character's first occurrence within a stretch, or -1. */
    static int indexOf(String xml, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (xml.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static String decoded(String xml, int from, int to) {
        String name = xml.substring(from, to);
        if (!name.startsWith("#")) {
            return PREDEFINED.getOrDefault(name, "");
        }
        boolean hex = name.startsWith("#x");
        try {
            int codePoint = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
            return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }
}
