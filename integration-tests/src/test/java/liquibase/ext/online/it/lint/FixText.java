package liquibase.ext.online.it.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a fix text asks an author to write, read as an author reads it.
 *
 * @param parts in their order; none when it is all words
 */
record FixText(List<Part> parts) {
    private static final Pattern CHANGE_SET = Pattern.compile("(In|Then, in|Behind it, in) a changeSet\\b.*");
    private static final Pattern SQL = Pattern.compile(
            "(SET|RESET|ALTER|CREATE|DROP|TRUNCATE|DELETE|LOCK|VACUUM|COMMIT|REFRESH|SELECT|REINDEX) .*|COMMIT;.*");
    private static final Pattern RENAMED = Pattern.compile("(?:Write|Use) (\\w+) in place of (\\w+), .*");

    private static final Pattern MOVED =
            Pattern.compile("(Move (this statement|ALTER TYPE .*) to|Give it) a changeSet of its own.*");

    /** What an author does who is told so in words. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "Add id without PRIMARY KEY, and give each row a value of its own, in batches.",
            List.of(
                    "ALTER TABLE product ADD COLUMN id bigint",
                    "UPDATE product SET id = n FROM (SELECT ctid AS at, row_number() OVER () AS n FROM product) AS r WHERE ctid = at"),
            "First give revenue a unique index of plain columns, without WHERE, by CREATE UNIQUE INDEX CONCURRENTLY.",
            List.of("CREATE UNIQUE INDEX ON revenue (customer_id)"));

    /** Where a part goes, seen from the statement that the finding is about. */
    enum Where {
        FIRST,
        BEFORE,
        INSTEAD,
        BEHIND,
        LAST
    }

    /**
     * Something to write.
     *
     * @param own whether in a changeSet of its own
     * @param inTransaction whether that runs in a transaction
     * @param split whether Liquibase cuts it into statements
     * @param sql the statements; empty for a change
     * @param change the type of a change, and its attributes as JSON has them; empty for SQL
     * @param renamed the stock change that gets another name; empty for a change that is written anew
     */
    record Part(
            Where where,
            boolean own,
            boolean inTransaction,
            boolean split,
            List<String> sql,
            String change,
            Map<String, Object> attributes,
            String renamed) {
        /** Whether the statement itself goes there. */
        boolean isMoved() {
            return sql.isEmpty() && change.isEmpty();
        }
    }

    /** The ways that a fix names, each for itself. */
    static List<FixText> alternatives(String text) {
        return Stream.of(text.split("\nor, by hand:\n", -1)).map(FixText::of).toList();
    }

    /** Whether it gives the change of the changelog another name or attribute. */
    boolean renames() {
        return parts.stream().anyMatch(part -> !part.renamed().isEmpty());
    }

    /** This and then others. */
    FixText and(FixText other) {
        return new FixText(
                Stream.concat(parts.stream(), other.parts.stream()).distinct().toList());
    }

    private static FixText of(String text) {
        List<Part> parts = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher renamed = RENAMED.matcher(line);
            if (MOVED.matcher(line).matches()) {
                parts.add(new Part(
                        Where.INSTEAD, true, !line.contains("runInTransaction"), true, List.of(), "", Map.of(), ""));
            } else if (WORDS.containsKey(line)) {
                WORDS.get(line).forEach(sql -> parts.add(sql(Where.FIRST, sql)));
            } else if (renamed.matches()) {
                parts.add(new Part(
                        Where.INSTEAD, true, true, true, List.of(), renamed.group(1), Map.of(), renamed.group(2)));
            } else if (CHANGE_SET.matcher(line).matches()) {
                List<String> block = lines.subList(i + 1, endOfBlock(lines, i + 1));
                if (FixChange.isOne(block)) {
                    parts.add(FixChange.part(block));
                    i += block.size();
                    continue;
                }
                List<String> statements = new ArrayList<>();
                while (i + 1 < lines.size() && lines.get(i + 1).startsWith("  ")) {
                    i = statement(lines, i + 1, statements);
                }
                parts.add(new Part(
                        line.startsWith("Behind") ? Where.BEHIND : Where.INSTEAD,
                        true,
                        !line.contains("runInTransaction"),
                        !line.contains("splitStatements"),
                        statements,
                        "",
                        Map.of(),
                        ""));
            } else if (SQL.matcher(line).matches()) {
                List<String> statements = new ArrayList<>();
                i = statement(lines, i, statements);
                addPlaced(statements.get(0), parts);
            }
        }
        boolean replaced = parts.stream().anyMatch(part -> !part.isMoved() && part.where() == Where.INSTEAD);
        return new FixText(
                parts.stream().filter(part -> !(replaced && part.isMoved())).toList());
    }

    private static int endOfBlock(List<String> lines, int from) {
        int end = from;
        while (end < lines.size() && lines.get(end).startsWith("  ")) {
            end++;
        }
        return end;
    }

    /** Reads a statement up to the semicolon at the end of a line, or before a comment at it; gives its last line. */
    private static int statement(List<String> lines, int from, List<String> statements) {
        StringBuilder text = new StringBuilder();
        for (int i = from; ; i++) {
            text.append(i == from ? "" : "\n").append(lines.get(i).strip());
            boolean quoted = text.toString().split("\\$\\$", -1).length % 2 == 0;
            if ((!quoted && lines.get(i).matches(".*;(  -- .*)?")) || i + 1 == lines.size()) {
                statements.add(text.toString());
                return i;
            }
        }
    }

    /** A statement whose comment says where it goes. */
    private static void addPlaced(String text, List<Part> parts) {
        String[] both = text.split("(?<=;)  -- ", 2);
        String place = both.length == 1 ? "" : both[1];
        boolean lastAnnounced = !parts.isEmpty()
                && parts.get(parts.size() - 1).sql().equals(List.of("announced"))
                && parts.remove(parts.size() - 1) != null;
        Where where = lastAnnounced || place.startsWith("as the last statement")
                ? Where.LAST
                : place.startsWith("as the first statement")
                        ? Where.FIRST
                        : place.startsWith("before it") || text.startsWith("SELECT ")
                                ? Where.BEFORE
                                : text.startsWith("CREATE VIEW ") ? Where.BEHIND : Where.INSTEAD;
        parts.add(sql(where, both[0]));
        Matcher behind = Pattern.compile("behind it: (.*;)").matcher(place);
        if (behind.find()) {
            parts.add(sql(Where.BEHIND, behind.group(1)));
        }
        if (place.endsWith("as the last statement of this changeSet:")) {
            parts.add(sql(Where.LAST, "announced"));
        }
    }

    private static Part sql(Where where, String text) {
        return new Part(where, false, true, true, List.of(text), "", Map.of(), "");
    }
}
