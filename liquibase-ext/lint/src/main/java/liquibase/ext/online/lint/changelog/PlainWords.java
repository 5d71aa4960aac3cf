package liquibase.ext.online.lint.changelog;

import java.io.UnsupportedEncodingException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what a failure says, in words for the author of a changelog: no class of Java, no code of a parser. */
public final class PlainWords {
    private static final Pattern CLASS = Pattern.compile(
            "(?:[a-z]\\w*\\.)+(?:[A-Z]\\w*)(?:\\$\\w+)*:?\\s*|\\b[A-Z]\\w*(?:Exception|Error)\\b:?\\s*");
    private static final Pattern CODE = Pattern.compile("^(?:cvc-[\\w.-]+|JAXP\\d+): ");
    private static final Pattern NAMESPACE = Pattern.compile("\\{?\"https?://[^\"]*\":(\\w+)}?");
    private static final Pattern UNEXPECTED = Pattern.compile(
            "Invalid content was found starting with element '(\\w+)'\\. One of '\\{?(.*?)}?' is expected\\.",
            Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("For input string: (\"[^\"]*\").*", Pattern.DOTALL);
    private static final Pattern LOCATIONS = Pattern.compile("\\s*More locations can be added.*", Pattern.DOTALL);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String UNSAID = "Liquibase cannot read it";

    private PlainWords() {}

    /** One sentence without a full stop. */
    static String of(Throwable failure) {
        Throwable deepest = deepest(failure);
        if (failure instanceof StackOverflowError) {
            return "it is nested too deeply";
        } else if (deepest instanceof UnsupportedEncodingException || deepest instanceof UnsupportedCharsetException) {
            return "there is no encoding " + clean(deepest.getMessage());
        }
        return clean(deepest.getMessage());
    }

    /** The last of the causes that says something. */
    static Throwable deepest(Throwable failure) {
        Throwable said = failure;
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 100; depth++) {
            if (at.getMessage() != null && !at.getMessage().isBlank()) {
                said = at;
            }
            at = at.getCause();
        }
        return said;
    }

    /** A message of Liquibase or of a parser, as one line. */
    static String clean(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return UNSAID;
        }
        String text = LOCATIONS.matcher(message).replaceFirst("");
        text = CLASS.matcher(text).replaceAll("");
        text = text.startsWith("but ") ? text.substring("but ".length()) : text;
        text = CODE.matcher(text).replaceFirst("");
        text = NAMESPACE.matcher(text).replaceAll("$1");
        Matcher unexpected = UNEXPECTED.matcher(text);
        if (unexpected.find()) {
            text = unexpected(unexpected.group(1), unexpected.group(2));
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            text = number.group(1) + " is no number";
        }
        text = printable(SPACE.matcher(text).replaceAll(" ").strip());
        while (text.endsWith(".") || text.endsWith(",") || text.endsWith(":")) {
            text = text.substring(0, text.length() - 1);
        }
        return text.isEmpty() || text.contains("Exception") || text.contains("null") || text.contains("cannot be cast")
                ? UNSAID
                : text;
    }

    private static String unexpected(String found, String expected) {
        Collection<String> names = List.of(expected.split(", "));
        return "<" + found + "> cannot stand here"
                + nearest(found, names)
                        .map(near -> ": did you mean <" + near + ">?")
                        .orElse("");
    }

    private static String printable(String text) {
        StringBuilder printed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            printed.append(Character.isISOControl(c) ? '\uFFFD' : c);
        }
        return printed.toString();
    }

    /** The name that somebody who wrote this may have meant. */
    public static Optional<String> nearest(String written, Collection<String> names) {
        return names.stream()
                .min(Comparator.<String>comparingInt(name -> distance(written, name))
                        .thenComparing(name -> name))
                .filter(name -> distance(written, name) <= Math.max(2, written.length() / 4));
    }

    /** Levenshtein's distance, case aside. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
