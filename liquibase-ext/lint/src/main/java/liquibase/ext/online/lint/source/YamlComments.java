package liquibase.ext.online.lint.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import liquibase.ext.online.lint.finding.Suppression;

/**
 * Gives the suppressions in YAML comments to what follows them. What follows is known by the keys: from each on, up to the
 * next one, everything belongs to its changeSet or change. Costs nothing in a file without suppressions.
 */
final class YamlComments {
    private final SourceDraft draft;
    private final String text;
    /** The stretches of the scalars, in order, each by two numbers. */
    private int[] scalars = new int[16];

    private int count;
    /** Whom the text from an index on belongs to: more than one where aliases lead there. */
    private final TreeMap<Integer, List<List<Suppression>>> owners = new TreeMap<>();

    private final List<Suppression> nothing = new ArrayList<>();

    YamlComments(SourceDraft draft) {
        this.draft = draft;
        this.text = draft.source.text();
    }

    /** Takes note of a scalar; comments are what is outside of them. */
    void scalar(int start, int end) {
        if (draft.mayHaveSuppressions) {
            scalars = count + 2 > scalars.length ? Arrays.copyOf(scalars, count * 2) : scalars;
            scalars[count++] = start;
            scalars[count++] = end;
        }
    }

    /** From here on everything belongs to this one, and to whoever else shares it by an alias. */
    void owner(int from, List<Suppression> suppressions) {
        if (draft.mayHaveSuppressions) {
            owners.computeIfAbsent(from, place -> new ArrayList<>(1)).add(suppressions);
        }
    }

    /** From here on nothing can be suppressed. */
    void nobody(int from) {
        owner(from, nothing);
    }

    void attach() {
        int at = draft.mayHaveSuppressions ? text.indexOf(Suppressions.KEYWORD) : -1;
        while (at >= 0) {
            int lineEnd = lineEnd(at);
            int hash = hash(at);
            if (hash >= 0) {
                attach(hash, lineEnd);
            }
            at = text.indexOf(Suppressions.KEYWORD, hash >= 0 ? lineEnd : at + 1);
        }
        draft.withoutEffect(nothing);
    }

    private void attach(int hash, int lineEnd) {
        List<Suppression> found = draft.inComment(hash + 1, lineEnd);
        int next = firstScalarFrom(hash);
        int owned = isBehindText(hash) && next > 0 ? scalars[next - 2] : next < count ? scalars[next] : text.length();
        Map.Entry<Integer, List<List<Suppression>>> owner =
                next < count || owned < text.length() ? owners.floorEntry(owned) : null;
        (owner == null ? List.of(nothing) : owner.getValue()).forEach(one -> one.addAll(found));
    }

    private boolean isBehindText(int hash) {
        for (int i = draft.source.lineStart(hash); i < hash; i++) {
            if (!Character.isWhitespace(text.charAt(i)) && text.charAt(i) != '-') {
                return true;
            }
        }
        return false;
    }

    /** The number sign that begins the comment which this is in, or -1 when it is in none. */
    private int hash(int at) {
        for (int i = draft.source.lineStart(at); i < at; i++) {
            boolean begins = text.charAt(i) == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1)));
            if (begins && !isInScalar(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isInScalar(int offset) {
        int next = firstScalarFrom(offset);
        return next > 0 && offset < scalars[next - 1];
    }

    /** The number of the first scalar that begins behind an index, times two. */
    private int firstScalarFrom(int offset) {
        int low = 0;
        int high = count / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scalars[2 * middle] <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 2 * low;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
