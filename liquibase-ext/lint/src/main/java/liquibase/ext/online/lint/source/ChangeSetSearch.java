package liquibase.ext.online.lint.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a changeSet of a file by its number, its id and its author. */
final class ChangeSetSearch {
    private record Key(String id, String author) {}

    private final List<ChangeSetSource> changeSets;
    /** Those without properties in id and author by these, and the numbers of the others. */
    private @Nullable Map<Key, List<Integer>> byKey;

    private final List<Integer> withProperties = new ArrayList<>();

    ChangeSetSearch(List<ChangeSetSource> changeSets) {
        this.changeSets = changeSets;
    }

    Optional<ChangeSetSource> find(int n, String id, String author) {
        if (n >= 0 && n < changeSets.size() && fits(changeSets.get(n), id, author)) {
            return Optional.of(changeSets.get(n));
        }
        int nearest = -1;
        for (int candidate : index().getOrDefault(new Key(id, author), List.of())) {
            nearest = nearer(n, nearest, candidate);
        }
        if (nearest < 0) {
            for (int candidate : withProperties) {
                boolean fits = fits(changeSets.get(candidate), id, author);
                nearest = fits ? nearer(n, nearest, candidate) : nearest;
            }
        }
        return nearest < 0 ? Optional.empty() : Optional.of(changeSets.get(nearest));
    }

    private synchronized Map<Key, List<Integer>> index() {
        if (byKey == null) {
            Map<Key, List<Integer>> index = new HashMap<>();
            for (int i = 0; i < changeSets.size(); i++) {
                ChangeSetSource changeSet = changeSets.get(i);
                if (changeSet.id().contains("${") || changeSet.author().contains("${")) {
                    withProperties.add(i);
                } else {
                    index.computeIfAbsent(new Key(changeSet.id(), changeSet.author()), key -> new ArrayList<>(1))
                            .add(i);
                }
            }
            byKey = index;
        }
        return byKey;
    }

    private static int nearer(int n, int one, int other) {
        return one < 0 || Math.abs(other - n) < Math.abs(one - n) ? other : one;
    }

    private static boolean fits(ChangeSetSource changeSet, String id, String author) {
        return fits(changeSet.id(), id) && fits(changeSet.author(), author);
    }

    /** Whether a text is what is written, each property in that standing for anything. */
    private static boolean fits(String written, String actual) {
        int property = written.indexOf("${");
        if (property < 0) {
            return written.equals(actual);
        }
        int end = written.lastIndexOf('}');
        String tail = end < property ? "" : written.substring(end + 1);
        return actual.length() >= property + tail.length()
                && actual.startsWith(written.substring(0, property))
                && actual.endsWith(tail);
    }
}
