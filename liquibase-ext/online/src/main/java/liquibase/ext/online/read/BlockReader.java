package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/** Reads what a DO block, a function or a procedure runs. */
public final class BlockReader {
    private final SqlReader reader;

    /** A reader that reads the commands of the bodies by another one. */
    public BlockReader(SqlReader reader) {
        this.reader = reader;
    }

    /** The body of a function or procedure; the places in it are counted in its {@code definition}. */
    public Body read(CreateFunction function) {
        String definition = function.definition();
        List<Token> tokens = SqlLexer.tokens(definition);
        int at = Math.max(0, endOfParameters(tokens));
        String language = "sql";
        Optional<Token> text = Optional.empty();
        for (; at + 1 < tokens.size(); at++) {
            Token next = tokens.get(at + 1);
            if (tokens.get(at).is("LANGUAGE")) {
                language = language(next);
            } else if (tokens.get(at).is("AS") && next.kind() == Token.Kind.STRING) {
                text = Optional.of(next);
            } else if (tokens.get(at).is("RETURN") || isAtomic(tokens, at)) {
                return standardBody(definition, tokens, at);
            }
        }
        String languageOfText = language;
        return text.map(token -> read(languageOfText, token, 0))
                .orElseGet(() -> unseen(languageOfText, "has no body that can be read", 0, definition.length()));
    }

    /** The name of a function or procedure as SQL text, as a call without schema or with it may have it. */
    public static Optional<String> nameOf(CreateFunction function) {
        StringBuilder name = new StringBuilder();
        for (Token token : SqlLexer.tokens(function.definition())) {
            if (token.is("(")) {
                return Optional.of(name.toString());
            }
            name.append(token.is(".") ? "." : Sql.name(token.name()));
        }
        return Optional.empty();
    }

    /** A body that is written as a string; {@code base} is what the place of the token is counted from. */
    Body read(String language, Token token, int base) {
        int start = token.start() - base;
        int end = token.end() - base;
        Optional<Literal> literal = Literal.of(token);
        if (literal.isEmpty()) {
            return unseen(language, "has a body that is written with escapes", start, end);
        }
        String text = literal.get().value();
        Places places =
                literal.get().isVerbatim() ? Places.from(start + literal.get().offset()) : Places.all(start, end);
        return switch (language) {
            case "plpgsql" -> new PlpgsqlReader(reader, text, places).read();
            case "sql" -> new Body("sql", commands(text, places), List.of());
            default -> unseen(language, "is written in " + language + ", which is not read", start, end);
        };
    }

    static String language(Token token) {
        return Literal.of(token).map(Literal::value).orElse(token.text()).toLowerCase(Locale.ROOT);
    }

    private static Body unseen(String language, String reason, int start, int end) {
        return new Body(language, List.of(), List.of(new Body.Unseen(reason, start, end)));
    }

    private static int endOfParameters(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0 && tokens.get(i).is(")")) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isAtomic(List<Token> tokens, int at) {
        return tokens.get(at).is("BEGIN") && tokens.get(at + 1).is("ATOMIC");
    }

    /** {@code RETURN expression} and {@code BEGIN ATOMIC … END}: SQL that is no string. */
    private Body standardBody(String definition, List<Token> tokens, int at) {
        boolean atomic = isAtomic(tokens, at);
        int first = at + (atomic ? 2 : 1);
        int last = tokens.size() - (atomic ? 2 : 1);
        if (first > last) {
            return new Body("sql", List.of(), List.of());
        }
        int start = tokens.get(first).start();
        String text = definition.substring(start, tokens.get(last).end());
        String select = "SELECT ";
        return atomic
                ? new Body("sql", commands(text, Places.from(start)), List.of())
                : new Body("sql", commands(select + text, Places.all(start, start + text.length())), List.of());
    }

    private List<Body.Inner> commands(String text, Places places) {
        List<Body.Inner> commands = new ArrayList<>();
        for (Statement statement : reader.inner().readStatements(text)) {
            commands.add(new Body.Inner(
                    statement.command(), places.start(statement.start()), places.end(statement.end()), false, false));
        }
        return commands;
    }
}
