package liquibase.ext.online.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/**
 * Finds the SQL in a body of PL/pgSQL (manual, chapter 43): goes from statement to statement, follows the blocks around
 * them, and hands on the parts that are SQL. What does not look like PL/pgSQL makes the whole body unseen.
 */
final class PlpgsqlReader {
    private static final Set<String> THEN = Set.of("THEN");
    private static final Set<String> LOOP = Set.of("LOOP");
    private static final Set<String> NO_SQL = Set.of("EXIT", "CONTINUE", "GET", "NULL", "CLOSE", "FETCH", "MOVE");

    /** What is around a statement. */
    private enum Frame {
        BLOCK,
        IF,
        CASE,
        LOOP
    }

    private final PlpgsqlCommands commands;
    private final List<Token> tokens;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Deque<Boolean> handlers = new ArrayDeque<>();
    private final int length;
    private final Places places;
    private int at;
    private boolean broken;

    PlpgsqlReader(SqlReader reader, String text, Places places) {
        this.commands = new PlpgsqlCommands(reader, text, places);
        this.tokens = SqlLexer.tokens(text);
        this.length = text.length();
        this.places = places;
    }

    Body read() {
        while (at < tokens.size() && !broken) {
            commands.surroundings(
                    frames.contains(Frame.IF) || frames.contains(Frame.CASE) || handlers.contains(true),
                    frames.contains(Frame.LOOP));
            statement();
        }
        if (broken || !frames.isEmpty()) {
            Body.Unseen unseen =
                    new Body.Unseen("has a body that does not read as PL/pgSQL", places.start(0), places.end(length));
            return new Body("plpgsql", List.of(), List.of(unseen));
        }
        return commands.body();
    }

    private boolean isAt(String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    private boolean accept(String word) {
        boolean there = isAt(word);
        at += there ? 1 : 0;
        return there;
    }

    private void statement() {
        if (accept(";")) {
            return;
        }
        if (accept("<<")) {
            at++;
            broken |= !accept(">>");
        } else if (accept("DECLARE")) {
            declarations();
        } else if (accept("BEGIN")) {
            open(Frame.BLOCK);
        } else if (frames.isEmpty()) {
            broken = true;
        } else if (accept("END")) {
            close();
        } else if (accept("EXCEPTION")) {
            handlers.pop();
            handlers.push(true);
        } else if (accept("WHEN") || accept("ELSIF") || accept("ELSEIF")) {
            condition();
        } else if (!accept("ELSE")) {
            opening();
        }
    }

    private void open(Frame frame) {
        frames.push(frame);
        if (frame == Frame.BLOCK) {
            handlers.push(false);
        }
    }

    /** END, END IF, END CASE and END LOOP, maybe with a label. */
    private void close() {
        Frame frame = frames.pop();
        if (frame == Frame.BLOCK) {
            handlers.pop();
        } else {
            broken |= !accept(frame.name());
        }
        if (at < tokens.size() && !isAt(";")) {
            at++;
        }
        broken |= at < tokens.size() && !accept(";");
    }

    private void opening() {
        if (accept("IF")) {
            open(Frame.IF);
            condition();
        } else if (accept("CASE")) {
            open(Frame.CASE);
            expressionTo(Set.of("WHEN"), false);
        } else if (accept("LOOP")) {
            open(Frame.LOOP);
        } else if (accept("WHILE")) {
            expressionTo(LOOP, true);
            open(Frame.LOOP);
        } else if (accept("FOREACH")) {
            forEach();
        } else if (accept("FOR")) {
            forLoop();
        } else {
            simple();
        }
    }

    private void condition() {
        expressionTo(THEN, true);
    }

    /** Hands on the expression up to a word, and steps over the word or stops at it. */
    private void expressionTo(Set<String> ends, boolean over) {
        int end = find(at, ends);
        if (end < 0) {
            broken = true;
            return;
        }
        commands.expression(tokens, at, end);
        at = over ? end + 1 : end;
    }

    /** The index of the first of these words outside parentheses and CASE expressions, or -1; no statement is left for it. */
    private int find(int from, Set<String> words) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (depth == 0 && words.contains(token.text().toUpperCase(Locale.ROOT))) {
                return i;
            }
            if (token.is("(") || token.is("[") || token.is("CASE")) {
                depth++;
            } else if (token.is(")") || token.is("]") || (token.is("END") && depth > 0)) {
                depth--;
            } else if (token.is(";") && depth == 0) {
                return -1;
            }
        }
        return -1;
    }

    private void forEach() {
        int in = find(at, Set.of("ARRAY"));
        if (in < 0) {
            broken = true;
            return;
        }
        at = in + 1;
        expressionTo(LOOP, true);
        open(Frame.LOOP);
    }

    private void forLoop() {
        int in = find(at, Set.of("IN"));
        int end = in < 0 ? -1 : find(in + 1, LOOP);
        if (end < 0) {
            broken = true;
            return;
        }
        at = in + 1;
        if (isAt("EXECUTE")) {
            commands.execute(tokens, at + 1, end);
        } else if (isAt("SELECT")
                || isAt("WITH")
                || isAt("VALUES")
                || isAt("INSERT")
                || isAt("UPDATE")
                || isAt("DELETE")) {
            commands.sql(tokens, at, end);
        } else {
            accept("REVERSE");
            commands.range(tokens, at, end);
        }
        at = end + 1;
        open(Frame.LOOP);
    }

    private void declarations() {
        while (at < tokens.size() && !isAt("BEGIN")) {
            int end = endOfStatement();
            if (end < 0) {
                broken = true;
                return;
            }
            int value = find(at, Set.of(":=", "=", "DEFAULT"));
            int query = find(at, Set.of("FOR", "IS"));
            if (query > 0 && tokens.subList(at, query).stream().anyMatch(token -> token.is("CURSOR"))) {
                commands.sql(tokens, query + 1, end);
            } else if (value > 0) {
                commands.expression(tokens, value + 1, end);
            }
            at = end + 1;
        }
    }

    private int endOfStatement() {
        return find(at, Set.of(";"));
    }

    private void simple() {
        int end = endOfStatement();
        if (end < 0) {
            broken = true;
            return;
        }
        Token first = tokens.get(at);
        if (accept("PERFORM")) {
            commands.perform(tokens, at, end);
        } else if (accept("EXECUTE")) {
            commands.execute(tokens, at, end);
        } else if (accept("RETURN")) {
            returned(end);
        } else if (accept("RAISE") || accept("ASSERT")) {
            commands.expression(tokens, at, end);
        } else if (accept("OPEN")) {
            opened(end);
        } else if (first.kind() == Token.Kind.WORD
                && NO_SQL.contains(first.text().toUpperCase(Locale.ROOT))) {
            at = end;
        } else {
            int assignment = assignment(end);
            if (assignment > 0) {
                commands.expression(tokens, assignment + 1, end);
            } else {
                commands.sql(tokens, at, end);
            }
        }
        at = end + 1;
    }

    private void returned(int end) {
        if (accept("QUERY")) {
            if (accept("EXECUTE")) {
                commands.execute(tokens, at, end);
            } else {
                commands.sql(tokens, at, end);
            }
        } else {
            accept("NEXT");
            commands.expression(tokens, at, end);
        }
    }

    private void opened(int end) {
        int query = find(at, Set.of("FOR"));
        if (query < 0 || query > end) {
            return;
        }
        if (query + 1 < end && tokens.get(query + 1).is("EXECUTE")) {
            commands.execute(tokens, query + 2, end);
        } else {
            commands.sql(tokens, query + 1, end);
        }
    }

    /** The index of the sign of an assignment to a variable, a field or an element, or -1. */
    private int assignment(int end) {
        int i = at;
        if (!tokens.get(i).isName()) {
            return -1;
        }
        i++;
        while (i < end) {
            Token token = tokens.get(i);
            if (token.is(":=") || token.is("=")) {
                return i;
            }
            if (token.is("[")) {
                i = find(i + 1, Set.of("]"));
                if (i < 0) {
                    return -1;
                }
            } else if (!token.is(".") && !(token.isName() && tokens.get(i - 1).is("."))) {
                return -1;
            }
            i++;
        }
        return -1;
    }
}
