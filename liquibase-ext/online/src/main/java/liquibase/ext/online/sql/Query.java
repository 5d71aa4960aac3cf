package liquibase.ext.online.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * The text of a query, and the relations it reads.
 *
 * @param sql starts with SELECT, WITH, VALUES or TABLE; or the part of another command that reads
 */
public record Query(String sql) {
    /** Functions whose arguments are divided by FROM. */
    private static final Set<String> FROM_IN_ARGUMENTS = Set.of("extract", "substring", "trim", "overlay", "position");

    private static final Set<String> SEQUENCE_FUNCTIONS = Set.of("nextval", "setval", "currval");
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

    /** Every relation it names; ACCESS SHARE is what reading takes. */
    public Footprint footprint(Work work) {
        Footprint footprint = sequencesIn(sql, LockMode.ROW_EXCLUSIVE);
        for (QualifiedName table : tables()) {
            footprint = footprint.and(table, LockMode.ACCESS_SHARE, work);
        }
        return footprint;
    }

    /** The relations behind FROM, JOIN, USING and TABLE; names that WITH defines are left out. */
    public Set<QualifiedName> tables() {
        List<Token> tokens = SqlLexer.tokens(sql);
        Set<QualifiedName> tables = new LinkedHashSet<>();
        Set<String> defined = new java.util.HashSet<>();
        java.util.Deque<String> open = new java.util.ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String before = i == 0 ? "" : tokens.get(i - 1).text().toLowerCase(Locale.ROOT);
            if (token.is("(")) {
                open.push(before);
            } else if (token.is(")")) {
                open.poll();
            } else if (token.is("from")) {
                if (!before.equals("distinct") && !FROM_IN_ARGUMENTS.contains(open.isEmpty() ? "" : open.peek())) {
                    addFromList(tokens, i + 1, tables);
                }
            } else if (token.is("join") || token.is("using") || token.is("table")) {
                addFromList(tokens, i + 1, tables);
            } else if (token.is("as") && i > 0 && i + 1 < tokens.size() && opensBody(tokens, i + 1)) {
                defined.add(nameBefore(tokens, i));
            }
        }
        tables.removeIf(table -> table.schema() == null && defined.contains(table.name()));
        return tables;
    }

    /** Sequences that an expression takes numbers from, as far as they are written as literals. */
    static Footprint sequencesIn(String expression, LockMode mode) {
        List<Token> tokens = SqlLexer.tokens(expression);
        Footprint footprint = Footprint.NONE;
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (SEQUENCE_FUNCTIONS.contains(tokens.get(i).text().toLowerCase(Locale.ROOT))
                    && tokens.get(i + 1).is("(")
                    && tokens.get(i + 2).kind() == Token.Kind.STRING) {
                String name = tokens.get(i + 2).text().replaceAll("^\\w*'|'$", "");
                footprint = footprint.and(name, mode, Work.CATALOG_ONLY);
            }
        }
        return footprint;
    }

    private static boolean opensBody(List<Token> tokens, int i) {
        int at = i;
        while (tokens.get(at).is("not") || tokens.get(at).is("materialized")) {
            at++;
        }
        return tokens.get(at).is("(");
    }

    private static String nameBefore(List<Token> tokens, int as) {
        int at = as - 1;
        if (tokens.get(at).is(")")) {
            while (at > 0 && !tokens.get(at).is("(")) {
                at--;
            }
            at--;
        }
        return at < 0 ? "" : tokens.get(at).name();
    }

    private static void addFromList(List<Token> tokens, int start, Set<QualifiedName> tables) {
        int at = start;
        while (at < tokens.size()) {
            while (at < tokens.size()
                    && (tokens.get(at).is("only") || tokens.get(at).is("lateral"))) {
                at++;
            }
            at = addItem(tokens, at, tables);
            if (at < tokens.size() && tokens.get(at).is("as")) {
                at++;
            }
            if (at < tokens.size()
                    && tokens.get(at).isName()
                    && !NO_ALIAS.contains(tokens.get(at).text().toLowerCase(Locale.ROOT))) {
                at = skipParentheses(tokens, at + 1);
            }
            if (at >= tokens.size() || !tokens.get(at).is(",")) {
                return;
            }
            at++;
        }
    }

    private static int addItem(List<Token> tokens, int start, Set<QualifiedName> tables) {
        if (start >= tokens.size() || !tokens.get(start).isName()) {
            return skipParentheses(tokens, start);
        }
        boolean qualified = start + 2 < tokens.size() && tokens.get(start + 1).is(".");
        int end = qualified ? start + 3 : start + 1;
        int next = skipParentheses(tokens, end);
        if (next == end) {
            tables.add(
                    qualified
                            ? new QualifiedName(
                                    tokens.get(start).name(),
                                    tokens.get(start + 2).name())
                            : QualifiedName.of(tokens.get(start).name()));
        }
        return next;
    }

    /** The index behind the parentheses that open here, or the index itself. */
    private static int skipParentheses(List<Token> tokens, int start) {
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth <= 0) {
                return i == start ? start : i + 1;
            }
        }
        return tokens.size();
    }
}
