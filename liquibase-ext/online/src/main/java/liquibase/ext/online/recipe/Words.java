package liquibase.ext.online.recipe;

import java.util.List;

/** The words of advice. */
public final class Words {
    /** As many names as one can take in at a glance. */
    private static final int SHOWN = 3;

    private Words() {}

    /** Such as {@code a, b and c}, or {@code a, b, c and 9 more}. */
    public static String list(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        int shown = names.size() <= SHOWN + 1 ? names.size() - 1 : SHOWN;
        String last = shown == names.size() - 1 ? names.get(shown) : names.size() - shown + " more";
        return String.join(", ", names.subList(0, shown)) + " and " + last;
    }
}
