package liquibase.ext.online.it.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import org.yaml.snakeyaml.Yaml;

/** What a fix promises. */
enum FixPromise {
    /** The end state of the statement, without stopping anybody. */
    SAME,
    /** The same, and what it takes to get there: a CHECK, an index, a view with the old name. */
    AND_MORE,
    /** The same values, with other means than those of the statement, or in a second column beside the old one. */
    SAME_VALUES,
    /** The end state of the statement; what it stops others for is another finding's matter. */
    BESIDE,
    /** Nothing that could be pasted. */
    WORDS;

    /** Findings that so many examples have that their own are enough. */
    static final Set<String> GENERAL =
            Set.of("require-timeout-settings", "concurrent-index-corruption", "several-tables-locked");

    private static final Set<String> WITH_MORE = Set.of(
            "attaching-partition",
            "partition-beside-default",
            "refreshing-materialized-view",
            "renaming-table",
            "require-concurrent-partition-detach");

    private static final Set<String> WITH_OTHER_MEANS = Set.of(
            "adding-stored-generated-column",
            "changing-column-type",
            "changing-type-of-foreign-key-column",
            "for-index-name-ignored",
            "renaming-column");

    /** Rules whose fixes, or some of them, are a decision of the author's or too much to paste. */
    private static final Set<String> IN_WORDS = Set.of(
            "adding-column-of-constrained-domain",
            "adding-exclusion-constraint",
            "adding-required-field",
            "ban-alter-domain-with-add-constraint",
            "ban-drop-column",
            "ban-drop-database",
            "ban-drop-not-null",
            "ban-drop-schema",
            "ban-drop-table",
            "ban-truncate",
            "blocking-rollback",
            "blocking-run-always",
            "blocking-statement",
            "changing-table-storage",
            "clustered-primary-key",
            "concurrent-index-corruption",
            "concurrent-index-in-pipeline",
            "ddl-and-data-in-one-transaction",
            "drop-column-takes-others",
            "lock-order",
            "not-analysed",
            "not-resumable-changeset",
            "renaming-object",
            "several-tables-locked",
            "suppression",
            "syntax-of-newer-version",
            "transaction-nesting",
            "unbatched-update",
            "unknown-dbms",
            "update-of-many-rows");

    static boolean isInWords(String rule) {
        return IN_WORDS.contains(rule);
    }

    static FixPromise of(Finding finding, FixText fix) {
        if (fix.parts().isEmpty()) {
            return WORDS;
        }
        if (WITH_OTHER_MEANS.contains(finding.rule()) || finding.fix().contains("CREATE SEQUENCE ")) {
            return SAME_VALUES;
        }
        if (finding.rule().equals("several-alters-on-one-table")) {
            return BESIDE;
        }
        return WITH_MORE.contains(finding.rule()) ? AND_MORE : SAME;
    }

    List<String> differences(Finding finding, FixRun.Outcome original, FixRun.Outcome mended) {
        List<String> differences = new ArrayList<>();
        boolean fails = finding.effect() == Effect.FAILS;
        if (!original.failure().isEmpty() && !fails) {
            // That the statement fails is the matter of another finding.
            return differences;
        }
        String fix = finding.rule() + " at " + finding.place() + ", " + finding.fix() + "\n  ";
        if (!mended.failure().isEmpty()) {
            differences.add(fix + "fails: " + mended.failure());
            return differences;
        }
        if (this != BESIDE && !mended.blocking().isEmpty()) {
            differences.add(fix + "blocks: " + mended.blocking());
        }
        if (original.failure().isEmpty()) {
            List<String> schema = new ArrayList<>(mended.schema());
            if (this == AND_MORE) {
                schema.retainAll(original.schema());
            }
            if (this != SAME_VALUES) {
                compare(fix + "schema", original.schema(), schema, differences);
                compare(fix + "rows", original.data(), mended.data(), differences);
            } else {
                compare(
                        fix + "rows",
                        likeThose(mended.data(), original.data()),
                        likeThose(original.data(), mended.data()),
                        differences);
            }
        }
        return differences;
    }

    private static String table(String line) {
        return line.substring(0, line.indexOf(" {"));
    }

    private static Map<String, Object> values(String line) {
        return new Yaml().load(line.substring(line.indexOf(" {")));
    }

    /** Rows without the columns that others do not have, a second column in the place of the first one. */
    private static List<String> likeThose(List<String> others, List<String> rows) {
        List<String> like = new ArrayList<>();
        for (String line : rows) {
            Map<String, Object> values = withSecondColumns(line);
            others.stream()
                    .filter(row -> row.startsWith(table(line) + " {"))
                    .findFirst()
                    .ifPresent(row ->
                            values.keySet().retainAll(withSecondColumns(row).keySet()));
            like.add(table(line) + new TreeMap<>(values));
        }
        return like;
    }

    private static Map<String, Object> withSecondColumns(String line) {
        Map<String, Object> values = new LinkedHashMap<>(values(line));
        for (String column : List.copyOf(values.keySet())) {
            String first = column.replaceFirst("_new$", "");
            if (!first.equals(column) && values.containsKey(first)) {
                values.put(first, values.remove(column));
            }
        }
        return values;
    }

    private static void compare(String what, List<String> original, List<String> mended, List<String> differences) {
        List<String> missing = new ArrayList<>(original);
        mended.forEach(missing::remove);
        List<String> added = new ArrayList<>(mended);
        original.forEach(added::remove);
        if (!missing.isEmpty() || !added.isEmpty()) {
            differences.add(what + " lacks " + some(missing) + "\n  and has " + some(added));
        }
    }

    private static String some(List<String> lines) {
        return String.join("\n    ", lines.subList(0, Math.min(3, lines.size())));
    }
}
