package liquibase.ext.online.lint.source;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import org.jspecify.annotations.Nullable;

/**
 * Reads what authors write to accept a finding: {@code rule-id[, rule-id…] [until 2027-01-31] reason}, in a comment behind
 * {@code liquibase-online:ignore} or {@code liquibase-online:ignore-file}, in the attribute {@code lintIgnore} as it is.
 * The last day is the last one on which it holds.
 */
public final class Suppressions {
    /** What a suppression in a comment begins with. */
    static final String KEYWORD = "liquibase-online:ignore";
    /** The attribute, whatever its namespace, and the key of a changeSet. */
    static final String ATTRIBUTE = "lintIgnore";

    private static final String FILE = "-file";
    private static final String UNTIL = "until";
    private static final String SYNTAX = "write rule-id[, rule-id] [until 2027-01-31] reason";

    private final String text;
    private final Place place;
    private int at;

    private Suppressions(String text, Place place) {
        this.text = text;
        this.place = place;
    }

    /**
     * What a text says: one of both.
     *
     * @param suppression its reason is empty when the author gave none
     */
    public record Parsed(
            @Nullable Suppression suppression, @Nullable SuppressionProblem problem) {}

    /** A suppression in a comment, and whether it is for the whole file. */
    record Written(Parsed parsed, boolean file) {}

    /** Finds the place of a stretch of a comment. */
    interface Places {
        Place place(int start, int end);
    }

    /** Reads a suppression without its keyword. */
    public static Parsed parse(String text, Place place) {
        return new Suppressions(text, place).parse();
    }

    /** Reads the suppressions in a comment; each begins a line of it and goes on up to the next or to the end. */
    static List<Written> inComment(String comment, Places places) {
        List<Written> written = new ArrayList<>();
        int start = comment.indexOf(KEYWORD);
        while (start >= 0) {
            int next = comment.indexOf(KEYWORD, start + 1);
            int end = next < 0 ? comment.length() : next;
            while (Character.isWhitespace(comment.charAt(end - 1))) {
                end--;
            }
            int from = start + KEYWORD.length();
            boolean file = comment.startsWith(FILE, from);
            from += file ? FILE.length() : 0;
            Place place = places.place(start, end);
            if (from < end && isRulePart(comment.charAt(from))) {
                String message = "No such word: " + KEYWORD + comment.substring(from, wordEnd(comment, from));
                written.add(new Written(new Parsed(null, new SuppressionProblem(message, place)), false));
            } else {
                written.add(new Written(parse(comment.substring(from, end), place), file));
            }
            start = next;
        }
        return written;
    }

    private Parsed parse() {
        List<String> rules = rules();
        if (rules.isEmpty()) {
            return problem("The suppression names no rule; " + SYNTAX);
        }
        skip(":");
        LocalDate until = null;
        if (text.startsWith(UNTIL, at) && wordEnd(text, at) == at + UNTIL.length()) {
            at += UNTIL.length();
            skip("");
            int end = wordEnd(text, at);
            try {
                until = LocalDate.parse(text.substring(at, end));
            } catch (DateTimeParseException e) {
                return problem("Behind until stands no date such as 2027-01-31: " + text.substring(at, end));
            }
            at = end;
        }
        skip(":-–—");
        return new Parsed(new Suppression(rules, oneLine(text.substring(at)), until, place), null);
    }

    private List<String> rules() {
        List<String> rules = new ArrayList<>();
        do {
            skip(",:");
            int end = wordEnd(text, at);
            if (end > at) {
                rules.add(text.substring(at, end));
            }
            at = end;
            skip("");
        } while (at < text.length() && text.charAt(at) == ',');
        return rules;
    }

    private Parsed problem(String message) {
        return new Parsed(null, new SuppressionProblem(message, place));
    }

    private void skip(String separators) {
        while (at < text.length()
                && (Character.isWhitespace(text.charAt(at)) || separators.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isRulePart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isRulePart(char c) {
        return c == '-' || c == '_' || Character.isLetterOrDigit(c);
    }

    /** The text with each run of white space as one space. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                space = line.length() > 0;
            } else {
                line.append(space ? " " : "").append(text.charAt(i));
                space = false;
            }
        }
        return line.toString();
    }
}
