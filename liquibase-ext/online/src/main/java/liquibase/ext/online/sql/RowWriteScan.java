package liquibase.ext.online.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds in the text of a command, at whatever depth, what writes or locks rows that are there already. */
final class RowWriteScan {
    private static final Set<String> NO_VERB_BEHIND = Set.of("do", "then", "for", "key", "on", "or", "before", "after");

    private final String sql;
    private final List<Token> tokens;
    private final List<RowWrite> writes = new ArrayList<>();

    private RowWriteScan(String sql) {
        this.sql = sql;
        this.tokens = SqlLexer.tokens(sql);
    }

    static List<RowWrite> of(String sql) {
        RowWriteScan scan = new RowWriteScan(sql);
        for (int i = 0; i < scan.tokens.size(); i++) {
            scan.look(i);
        }
        return scan.writes;
    }

    private void look(int i) {
        String before = word(i - 1);
        switch (word(i)) {
            case "update" -> {
                if (!NO_VERB_BEHIND.contains(before)) {
                    write("UPDATE", i + 1, "from");
                }
            }
            case "delete" -> {
                if (word(i + 1).equals("from") && !NO_VERB_BEHIND.contains(before)) {
                    write("DELETE", i + 2, "using");
                }
            }
            case "merge" -> {
                if (word(i + 1).equals("into")) {
                    merge(i + 2);
                }
            }
            case "insert" -> {
                if (word(i + 1).equals("into")) {
                    upsert(i + 2);
                }
            }
            case "for" -> lock(i);
            default -> {}
        }
    }

    private void write(String verb, int start, String sourceWord) {
        int end = end(start);
        int where = find(start, end, "where");
        int source = find(start, where < 0 ? end : where, sourceWord);
        int sourceEnd = where < 0 ? returning(start, end) : where;
        RowCondition condition = where < 0 ? null : condition(where + 1, returning(where, end));
        add(verb, start, condition, source < 0 ? -1 : source + 1, sourceEnd);
    }

    private void merge(int start) {
        int end = end(start);
        int using = find(start, end, "using");
        int on = find(start, end, "on");
        int when = find(start, end, "when");
        boolean changes = false;
        boolean picks = true;
        for (int i = start; i + 1 < end; i++) {
            if (word(i).equals("then")
                    && (word(i + 1).equals("update") || word(i + 1).equals("delete"))) {
                changes = true;
                picks &= find(lastWhen(i), i, "and") > 0;
            }
        }
        if (changes && using > 0 && on > using && when > on) {
            RowCondition condition = picks ? condition(on + 1, end) : condition(on + 1, when);
            add("MERGE", start, condition, using + 1, on);
        }
    }

    private int lastWhen(int then) {
        int at = then;
        while (at > 0 && !word(at).equals("when")) {
            at--;
        }
        return at;
    }

    private void upsert(int start) {
        int end = end(start);
        int conflict = find(start, end, "conflict");
        int update = conflict < 0 ? -1 : find(conflict, end, "do");
        if (update < 0 || !word(update + 1).equals("update")) {
            return;
        }
        int source = start;
        while (source < conflict && !word(source).equals("select")) {
            source++;
        }
        // A row that the WHERE of DO UPDATE leaves as it is stays locked too.
        add("INSERT … ON CONFLICT DO UPDATE", start, null, Math.min(source, conflict - 1), conflict - 1);
    }

    private void lock(int i) {
        int at = i + 1;
        StringBuilder verb = new StringBuilder("SELECT … FOR");
        while (Set.of("no", "key", "update", "share").contains(word(at))) {
            verb.append(' ').append(word(at).toUpperCase(Locale.ROOT));
            at++;
        }
        int select = begin(i, "select");
        int from = select < 0 ? -1 : find(select, i, "from");
        if (!(verb.toString().endsWith("UPDATE") || verb.toString().endsWith("SHARE")) || from < 0) {
            return;
        }
        int where = find(from, i, "where");
        Set<QualifiedName> tables = new Query(text(from, where < 0 ? i : where)).tables();
        boolean limited = find(from, i, "limit") > 0 || find(from, i, "fetch") > 0 || find(at, end(at), "limit") > 0;
        if (!tables.isEmpty()) {
            RowCondition condition = where < 0 ? null : condition(where + 1, ordered(where, i));
            writes.add(new RowWrite(verb.toString(), tables.iterator().next(), condition, Set.of(), false, limited));
        }
    }

    /**
     * Notes a write.
     *
     * @param source where that begins which says which rows, or -1 for nothing
     */
    private void add(String verb, int start, @Nullable RowCondition condition, int source, int sourceEnd) {
        int at = word(start).equals("only") ? start + 1 : start;
        if (at >= tokens.size() || !tokens.get(at).isName()) {
            return;
        }
        QualifiedName table = QualifiedName.of(tokens.get(at).name());
        if (word(at + 1).equals(".") && at + 2 < tokens.size()) {
            table = new QualifiedName(tokens.get(at).name(), tokens.get(at + 2).name());
        }
        String text = source < 0 || source >= sourceEnd ? "" : text(source, sourceEnd);
        Set<QualifiedName> sources =
                text.isEmpty() ? Set.of() : new Query(word(source).equals("select") ? text : "FROM " + text).tables();
        boolean constants = source >= 0 && sources.isEmpty();
        boolean filtered = false;
        boolean limited = false;
        for (int i = Math.max(source, 0); i < sourceEnd && !text.isEmpty(); i++) {
            filtered |= word(i).equals("where") || word(i).equals("having");
            limited |= word(i).equals("limit") || word(i).equals("fetch");
        }
        writes.add(new RowWrite(verb, table, condition, sources, filtered, constants || limited));
    }

    private RowCondition condition(int from, int to) {
        return RowCondition.of(from < to ? text(from, to) : "");
    }

    private String text(int from, int to) {
        return sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** The index of a word outside parentheses that open behind {@code from}, or -1. */
    private int find(int from, int to, String wanted) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0 && word(i).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    private int returning(int from, int end) {
        int at = find(from, end, "returning");
        return at < 0 ? end : at;
    }

    private int ordered(int from, int end) {
        int at = find(from, end, "order");
        return at < 0 ? end : at;
    }

    /** The index of the last such word before a token in the same parentheses, or -1. */
    private int begin(int from, String wanted) {
        int depth = 0;
        for (int i = from - 1; i >= 0; i--) {
            depth += tokens.get(i).is(")") ? 1 : tokens.get(i).is("(") ? -1 : 0;
            if (depth < 0) {
                return -1;
            }
            if (depth == 0 && word(i).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** The index of the parenthesis that closes around a token, or behind the last one. */
    private int end(int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth < 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private String word(int i) {
        return i < 0 || i >= tokens.size() ? "" : tokens.get(i).text().toLowerCase(Locale.ROOT);
    }
}
