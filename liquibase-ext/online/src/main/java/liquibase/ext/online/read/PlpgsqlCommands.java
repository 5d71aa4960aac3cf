package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropFoundConstraint;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/** The commands of a body of PL/pgSQL, collected part by part, as the database is given them. */
final class PlpgsqlCommands {
    private static final String DYNAMIC = "runs SQL that is put together at run time";

    private final SqlReader reader;
    private final String text;
    private final Places places;
    private final List<Body.Inner> commands = new ArrayList<>();
    private final List<Body.Unseen> unseen = new ArrayList<>();
    private final Set<String> lookedFor = new HashSet<>();
    private boolean conditional;
    private boolean repeated;

    PlpgsqlCommands(SqlReader reader, String text, Places places) {
        this.reader = reader.inner();
        this.text = text;
        this.places = places;
    }

    Body body() {
        return new Body("plpgsql", commands, unseen);
    }

    /** What is around the parts that come next. */
    void surroundings(boolean isConditional, boolean isRepeated) {
        conditional = isConditional;
        repeated = isRepeated;
    }

    /** A command of SQL, which may have INTO with variables in it. */
    void sql(List<Token> tokens, int from, int to) {
        if (from < to) {
            lookFor(tokens.subList(from, to));
            add(withoutVariables(tokens, from, to), tokens, from, to);
        }
    }

    /** What stands behind PERFORM: a query without its SELECT. */
    void perform(List<Token> tokens, int from, int to) {
        if (from < to) {
            add("SELECT " + textOf(tokens, from, to), tokens, from, to);
        }
    }

    /** An expression, or several divided by commas: it matters only when it has a query in it or calls what is not known. */
    void expression(List<Token> tokens, int from, int to) {
        if (from >= to) {
            return;
        }
        String expression = textOf(tokens, from, to);
        boolean query = tokens.subList(from, to).stream().anyMatch(token -> token.is("SELECT") || token.is("FROM"));
        boolean calls = tokens.subList(from, to).stream().anyMatch(token -> token.is("("));
        if (query || (calls && matters(expression))) {
            add("SELECT " + expression, tokens, from, to);
        }
    }

    /** The two ends of a loop over numbers, or a cursor's name. */
    void range(List<Token> tokens, int from, int to) {
        int middle = from;
        while (middle < to && !tokens.get(middle).text().contains("..")) {
            middle++;
        }
        expression(tokens, from, middle);
        for (int i = middle; i < to; i++) {
            if (tokens.get(i).is("SELECT") || tokens.get(i).is("(")) {
                int start = tokens.get(middle).is(".") ? middle + 2 : middle + 1;
                expression(tokens, Math.min(start, to), to);
                return;
            }
        }
    }

    /** What stands behind EXECUTE: SQL when it is a constant text. */
    void execute(List<Token> tokens, int from, int to) {
        int end = from;
        while (end < to && !tokens.get(end).is("INTO") && !tokens.get(end).is("USING")) {
            end++;
        }
        Optional<String> constant = constant(tokens, from, end);
        if (constant.isPresent()) {
            add(constant.get(), tokens, from, to);
            return;
        }
        Optional<List<Command>> dynamic = DynamicSql.of(tokens.subList(from, end))
                .flatMap(sql -> DynamicSql.taken(reader.read(sql.text()), kindOfConstraint()));
        if (dynamic.isEmpty()) {
            unseen.add(new Body.Unseen(DYNAMIC, start(tokens, from), end(tokens, to)));
        } else {
            dynamic.get().forEach(command -> add(command, tokens, from, to));
        }
    }

    /** The one that the block has looked for so far; null when it was none or several. */
    private @Nullable String kindOfConstraint() {
        return lookedFor.size() == 1 ? lookedFor.iterator().next() : null;
    }

    private void lookFor(List<Token> query) {
        for (Token token : query) {
            String literal = Literal.of(token).map(Literal::value).orElse("");
            if (DropFoundConstraint.KINDS.contains(literal)) {
                lookedFor.add(literal);
            }
        }
    }

    /** The value of literals that are joined by {@code ||}, or of {@code format('…')} without arguments. */
    private static Optional<String> constant(List<Token> tokens, int from, int to) {
        if (to - from >= 3 && tokens.get(from).is("(") && tokens.get(to - 1).is(")")) {
            return constant(tokens, from + 1, to - 1);
        }
        boolean format = to - from == 4
                && tokens.get(from).is("format")
                && tokens.get(from + 1).is("(")
                && tokens.get(from + 3).is(")");
        if (format) {
            return Literal.of(tokens.get(from + 2))
                    .map(literal -> literal.value().replace("%%", ""))
                    .filter(value -> value.indexOf('%') < 0);
        }
        StringBuilder value = new StringBuilder();
        for (int i = from; i < to; i++) {
            if ((i - from) % 2 == 1) {
                if (!tokens.get(i).is("||")) {
                    return Optional.empty();
                }
            } else {
                Optional<Literal> literal = Literal.of(tokens.get(i));
                if (literal.isEmpty()) {
                    return Optional.empty();
                }
                value.append(literal.get().value());
            }
        }
        return (to - from) % 2 == 1 ? Optional.of(value.toString()) : Optional.empty();
    }

    private void add(String sql, List<Token> tokens, int from, int to) {
        for (Statement statement : reader.readStatements(sql)) {
            add(statement.command(), tokens, from, to);
        }
    }

    private void add(Command command, List<Token> tokens, int from, int to) {
        commands.add(new Body.Inner(command, start(tokens, from), end(tokens, to), conditional, repeated));
    }

    private int start(List<Token> tokens, int from) {
        return places.start(tokens.get(from).start());
    }

    private int end(List<Token> tokens, int to) {
        return places.end(tokens.get(to - 1).end());
    }

    private String textOf(List<Token> tokens, int from, int to) {
        return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    private static boolean matters(String expression) {
        Query query = new Query(expression);
        return !query.calls().isEmpty()
                || !query.footprint(liquibase.ext.online.lock.Work.CATALOG_ONLY)
                        .tables()
                        .isEmpty();
    }

    /** The text without {@code INTO [STRICT] variables}, which says where a result goes and is no SQL. */
    private String withoutVariables(List<Token> tokens, int from, int to) {
        int depth = 0;
        for (int i = from + 1; i < to; i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            Token before = tokens.get(i - 1);
            if (depth == 0 && token.is("INTO") && !before.is("INSERT") && !before.is("MERGE")) {
                int end = endOfVariables(tokens, i + 1, to);
                String head = textOf(tokens, from, i);
                return end < to ? head + " " + textOf(tokens, end, to) : head;
            }
        }
        return textOf(tokens, from, to);
    }

    private static int endOfVariables(List<Token> tokens, int start, int to) {
        int at = start < to && tokens.get(start).is("STRICT") ? start + 1 : start;
        while (at < to) {
            at++;
            while (at + 1 < to && (tokens.get(at).is(".") || tokens.get(at).is("["))) {
                at += tokens.get(at).is("[") ? 3 : 2;
            }
            if (at >= to || !tokens.get(at).is(",")) {
                return at;
            }
            at++;
        }
        return at;
    }
}
