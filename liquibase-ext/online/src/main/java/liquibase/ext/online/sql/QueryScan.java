package liquibase.ext.online.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** Goes once over the tokens of a query and notes which relations it reads, locks and writes. */
final class QueryScan {
    /** Functions whose arguments are divided by FROM. */
    private static final Set<String> FROM_IN_ARGUMENTS = Set.of("extract", "substring", "trim", "overlay", "position");

    private static final Set<String> LOCKING = Set.of("update", "share", "no", "key");

    private static final Set<String> NO_ALIAS = Set.of(
            "on",
            "using",
            "where",
            "join",
            "left",
            "right",
            "full",
            "inner",
            "cross",
            "natural",
            "group",
            "order",
            "limit",
            "offset",
            "fetch",
            "for",
            "union",
            "except",
            "intersect",
            "having",
            "window",
            "set",
            "returning",
            "when",
            "tablesample",
            "with",
            "as");

    private final List<Token> tokens;
    private final int[] closings;
    private final Set<QualifiedName> reads = new LinkedHashSet<>();
    private final Map<String, QualifiedName> aliases = new LinkedHashMap<>();
    private final Set<String> defined = new HashSet<>();
    private final Set<QualifiedName> locked = new LinkedHashSet<>();
    private Footprint writes = Footprint.NONE;
    private boolean locksAll;

    private QueryScan(List<Token> tokens) {
        this.tokens = tokens;
        this.closings = SqlLexer.closings(tokens);
    }

    static QueryScan of(List<Token> tokens) {
        QueryScan scan = new QueryScan(tokens);
        scan.run();
        scan.reads.removeIf(table -> table.schema() == null && scan.defined.contains(table.name()));
        return scan;
    }

    /** The relations behind FROM, JOIN, USING and TABLE; names that WITH defines are left out. */
    Set<QualifiedName> reads() {
        return reads;
    }

    /** What it writes, and what it locks by FOR UPDATE and the like. */
    Footprint writes() {
        Footprint footprint = writes;
        for (QualifiedName table : locksAll ? reads : locked) {
            footprint = footprint.and(table, LockMode.ROW_SHARE, Work.TABLE_SCAN);
        }
        return footprint;
    }

    private void run() {
        Deque<String> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                open.push(word(i - 1));
            } else if (token.is(")")) {
                open.poll();
            } else if (token.kind() == Token.Kind.WORD) {
                keyword(i, word(i), word(i - 1), open.isEmpty() ? "" : open.peek());
            }
        }
    }

    private void keyword(int i, String word, String before, String function) {
        switch (word) {
            case "from" -> {
                if (before.equals("delete")) {
                    write(i + 1, Work.TABLE_UPDATE);
                } else if (!before.equals("distinct") && !FROM_IN_ARGUMENTS.contains(function)) {
                    addFromList(i + 1);
                }
            }
            case "join", "using", "table" -> addFromList(i + 1);
            case "into" -> {
                if (before.equals("insert")) {
                    write(i + 1, Work.ROW_BATCH);
                } else if (before.equals("merge")) {
                    write(i + 1, Work.TABLE_UPDATE);
                }
            }
            case "update" -> update(i, before);
            case "for" -> forClause(i);
            case "as" -> {
                if (i > 0 && opensBody(i + 1)) {
                    defined.add(nameBefore(i));
                }
            }
            default -> {}
        }
    }

    private void update(int i, String before) {
        // ON CONFLICT DO UPDATE and WHEN MATCHED THEN UPDATE write the table that is named before.
        if (before.equals("do")) {
            writes = writes.tables().keySet().stream()
                    .reduce(
                            writes,
                            (all, table) -> all.and(table, LockMode.ROW_EXCLUSIVE, Work.TABLE_UPDATE),
                            Footprint::and);
        } else if (!before.equals("then") && !before.equals("for") && !before.equals("key")) {
            write(i + 1, Work.TABLE_UPDATE);
        }
    }

    private void forClause(int i) {
        int at = i + 1;
        boolean locking = false;
        while (LOCKING.contains(word(at))) {
            locking |= word(at).equals("update") || word(at).equals("share");
            at++;
        }
        if (!locking) {
            return;
        }
        if (!word(at).equals("of")) {
            locksAll = true;
            return;
        }
        do {
            at++;
            QualifiedName table = at < tokens.size() && tokens.get(at).isName()
                    ? aliases.get(tokens.get(at).name())
                    : null;
            locksAll |= table == null;
            if (table != null) {
                locked.add(table);
            }
            at++;
        } while (word(at).equals(","));
    }

    private void write(int start, Work work) {
        int at = word(start).equals("only") ? start + 1 : start;
        if (at < tokens.size() && tokens.get(at).isName()) {
            QualifiedName table = nameAt(at);
            writes = writes.and(table, LockMode.ROW_EXCLUSIVE, work);
        }
    }

    /** The token as a word in lower case; empty where there is none. */
    private String word(int i) {
        return i < 0 || i >= tokens.size() ? "" : tokens.get(i).text().toLowerCase(Locale.ROOT);
    }

    private boolean opensBody(int i) {
        int at = i;
        while (word(at).equals("not") || word(at).equals("materialized")) {
            at++;
        }
        return word(at).equals("(");
    }

    private String nameBefore(int as) {
        int at = as - 1;
        if (word(at).equals(")")) {
            while (at > 0 && !word(at).equals("(")) {
                at--;
            }
            at--;
        }
        return at < 0 ? "" : tokens.get(at).name();
    }

    private void addFromList(int start) {
        int at = start;
        while (at < tokens.size()) {
            while (word(at).equals("only") || word(at).equals("lateral")) {
                at++;
            }
            at = addItem(at);
            if (!word(at).equals(",")) {
                return;
            }
            at++;
        }
    }

    private int addItem(int start) {
        int at = start;
        QualifiedName table = null;
        if (at < tokens.size() && tokens.get(at).isName()) {
            int end = endOfName(at);
            at = skipParentheses(end);
            table = at == end ? nameAt(start) : null;
        } else {
            at = skipParentheses(at);
        }
        if (word(at).equals("as")) {
            at++;
        }
        String alias = null;
        if (at < tokens.size() && tokens.get(at).isName() && !NO_ALIAS.contains(word(at))) {
            alias = tokens.get(at).name();
            at = skipParentheses(at + 1);
        }
        if (table != null) {
            reads.add(table);
            aliases.put(alias == null ? table.name() : alias, table);
        }
        return at;
    }

    private int endOfName(int start) {
        int end = start + 1;
        while (word(end).equals(".")
                && end + 1 < tokens.size()
                && tokens.get(end + 1).isName()) {
            end += 2;
        }
        return end;
    }

    /** The relation named here; a database before its schema is left out. */
    private QualifiedName nameAt(int start) {
        int last = endOfName(start) - 1;
        String name = tokens.get(last).name();
        return last == start
                ? QualifiedName.of(name)
                : new QualifiedName(tokens.get(last - 2).name(), name);
    }

    /** The index behind the parentheses that open here, or the index itself. */
    private int skipParentheses(int start) {
        return start < tokens.size() && tokens.get(start).is("(")
                ? Math.min(closings[start] + 1, tokens.size())
                : start;
    }
}
