package liquibase.ext.online.lint.report;

import java.nio.charset.StandardCharsets;

/** Paths of files as URIs. */
final class Uris {
    private static final String HEX = "0123456789ABCDEF";

    private Uris() {}

    /** Whether a path means the same from everywhere: {@code /a} or {@code C:/a}. */
    static boolean isAbsolute(String path) {
        return path.startsWith("/") || hasDrive(path);
    }

    private static boolean hasDrive(String path) {
        return path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '/' && isLetter(path.charAt(0));
    }

    private static boolean isLetter(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }

    /** A path with forward slashes as a URI: relative as it is, absolute with the scheme {@code file}. */
    static String of(String path) {
        if (hasDrive(path)) {
            return "file:///" + path.substring(0, 2) + encoded(path.substring(2));
        }
        return (path.startsWith("/") ? "file://" : "") + encoded(path);
    }

    private static String encoded(String path) {
        StringBuilder uri = new StringBuilder(path.length() + 16);
        for (byte one : path.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (one & 0xFF);
            if (isLetter(letter) || (letter >= '0' && letter <= '9') || "-._~/".indexOf(letter) >= 0) {
                uri.append(letter);
            } else {
                uri.append('%').append(HEX.charAt(letter >> 4)).append(HEX.charAt(letter & 15));
            }
        }
        return uri.toString();
    }
}
