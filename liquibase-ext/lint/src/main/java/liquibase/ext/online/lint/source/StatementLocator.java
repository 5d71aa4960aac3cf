package liquibase.ext.online.lint.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the statements of a script in its text, in order and never going back behind one that is found. */
final class StatementLocator {
    /** How far ahead a statement is looked for, in characters, when the one before was found. */
    private static final int AHEAD = 1 << 16;
    /** How many times the length of everything may be looked through in all, so that the time stays linear. */
    private static final int THROUGH = 8;

    private final String raw;
    private final StatementMatcher matcher;
    private long budget;
    private long looked;

    /** A stretch of the text. */
    record Range(int start, int end) {}

    StatementLocator(String raw) {
        this.raw = raw;
        this.matcher = new StatementMatcher(raw);
    }

    /** One stretch for each statement, null for one that is not found. */
    List<@Nullable Range> locate(List<String> statements) {
        long length = raw.length();
        for (String statement : statements) {
            length += statement.length();
        }
        budget = 1_000_000 + THROUGH * length;
        @Nullable Range[] found = new @Nullable Range[statements.size()];
        int at = 0;
        int missed = 0;
        for (int i = 0; i < found.length; i++) {
            Range range = find(statements.get(i), at, AHEAD * (1L + missed));
            if (range == null) {
                missed++;
            } else {
                fill(found, i - missed, i, at, range.start());
                found[i] = range;
                at = range.end();
                missed = 0;
            }
        }
        fill(found, found.length - missed, found.length, at, raw.length());
        return Arrays.asList(found);
    }

    /** How many characters have been looked at in all. */
    long looked() {
        return looked + matcher.compared();
    }

    private @Nullable Range find(String statement, int from, long ahead) {
        matcher.lookFor(statement);
        int candidate = nextStart(from);
        while (candidate < raw.length() && candidate - from < ahead) {
            if (matcher.matches(candidate)) {
                return new Range(matcher.start(), matcher.end());
            }
            if (looked() > budget) {
                return null;
            }
            int next = boundary(candidate);
            looked += next - candidate;
            candidate = nextStart(next);
        }
        return null;
    }

    /** Gives the statements that were not found those that are left between two that were, if they are as many. */
    private void fill(@Nullable Range[] found, int first, int end, int from, int to) {
        if (first == end || looked() > budget) {
            return;
        }
        List<Range> left = new ArrayList<>();
        int at = nextStart(from);
        while (at < to && left.size() <= end - first) {
            int next = Math.min(to, semicolon(at));
            left.add(new Range(at, lastBefore(at, next)));
            at = nextStart(next);
        }
        looked += at - from;
        if (left.size() == end - first) {
            for (int i = first; i < end; i++) {
                found[i] = left.get(i - first);
            }
        }
    }

    /** The next character that can begin a statement. */
    private int nextStart(int from) {
        int at = SqlTrivia.skip(raw, from);
        while (at < raw.length() && raw.charAt(at) == ';') {
            at = SqlTrivia.skip(raw, at + 1);
        }
        return at;
    }

    /** The next place behind which a statement can begin: a semicolon, or the end of a line since delimiters can be any. */
    private int boundary(int from) {
        int at = from;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == ';' || c == '\n' || c == '\r') {
                return at + 1;
            }
            at = over(at);
        }
        return at;
    }

    private int semicolon(int from) {
        int at = from;
        while (at < raw.length() && raw.charAt(at) != ';') {
            at = over(at);
        }
        return at;
    }

    /** The index behind what stands here: a comment, a quoted text, or one character. */
    private int over(int at) {
        char c = raw.charAt(at);
        if (c == '\'' || c == '"') {
            return SqlTrivia.quotedEnd(raw, at);
        }
        int end = c == '$' ? SqlTrivia.dollarQuotedEnd(raw, at) : SqlTrivia.commentEnd(raw, at);
        return end > at ? end : at + 1;
    }

    private int lastBefore(int from, int to) {
        int last = from;
        int at = from;
        while (at < to) {
            boolean counts = !Character.isWhitespace(raw.charAt(at)) && SqlTrivia.commentEnd(raw, at) == at;
            at = Math.min(to, over(at));
            last = counts ? at : last;
        }
        return last;
    }
}
