package liquibase.ext.online.lint.changelog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.read.Statement;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/**
 * A text that psql runs ({@code runWith="psql"}): its meta-commands are taken out, and the variables put in that it sets
 * itself. Each statement is sent alone.
 */
final class PsqlText {
    /** They send what stands elsewhere, or send it to somebody else; no other meta-command changes a table. */
    private static final Set<String> UNKNOWN =
            Set.of("i", "include", "ir", "include_relative", "gexec", "c", "connect", "!");

    private static final Set<String> SENDING = Set.of("g", "gx", "gset", "gexec", "gdesc", "crosstabview", "watch");

    private final String text;
    /** The text without what is no SQL, each character at its index. */
    private final StringBuilder sql;

    private final Map<String, String> variables = new HashMap<>();
    private final TreeMap<Integer, Value> values = new TreeMap<>();
    private final TreeMap<Integer, Message> messages = new TreeMap<>();

    /** What stands in the place of a variable. */
    private record Value(int end, String text) {}

    private PsqlText(String text) {
        this.text = text;
        this.sql = new StringBuilder(text);
    }

    /** What is sent, in order, and among it, as they are written, meta-commands of which nobody knows what they send. */
    static List<Message> messages(String text, SqlReader reader) {
        PsqlText psql = new PsqlText(text);
        psql.scan();
        for (Statement statement : reader.readStatements(psql.sql.toString())) {
            psql.messages.put(statement.start(), psql.message(statement.start(), statement.end()));
        }
        return new ArrayList<>(psql.messages.values());
    }

    private Message message(int start, int end) {
        StringBuilder sent = new StringBuilder();
        int copied = start;
        for (Map.Entry<Integer, Value> value : values.subMap(start, end).entrySet()) {
            sent.append(sql, copied, value.getKey()).append(value.getValue().text());
            copied = value.getValue().end();
        }
        return new Message(
                text.substring(start, end), sent.append(sql, copied, end).toString());
    }

    private void scan() {
        SqlLexer lexer = new SqlLexer(text);
        @Nullable Token before = null;
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.text().equals("\\")) {
                // To psql all of the line is no SQL, whatever quotes stand in it.
                lexer = new SqlLexer(text, takeOut(token));
            } else if (before != null && before.text().equals(":") && before.end() == token.start()) {
                putVariable(before.start(), token);
            }
            before = token;
        }
    }

    private void putVariable(int colon, Token name) {
        boolean plain = name.kind() == Token.Kind.WORD;
        @Nullable String value = variables.get(plain ? name.text() : unquoted(name));
        if (value != null) {
            String quote = name.text().substring(0, 1);
            values.put(
                    colon, new Value(name.end(), plain ? value : quote + value.replace(quote, quote + quote) + quote));
        }
    }

    /** Takes a meta-command out of the SQL; the index behind it. */
    private int takeOut(Token backslash) {
        int start = backslash.start();
        int newline = text.indexOf('\n', start);
        int end = newline < 0 ? text.length() : newline;
        String line = text.substring(backslash.end(), end).strip();
        String name = line.startsWith("!") ? "!" : line.split("[\\s;\\\\]", 2)[0].toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            sql.setCharAt(start, ' ');
            return backslash.end();
        }
        sql.replace(start, end, (SENDING.contains(name) ? ";" : " ") + " ".repeat(end - start - 1));
        if (UNKNOWN.contains(name)) {
            messages.put(start, new Message("\\" + line, "\\" + line));
        } else if (name.equals("copy")) {
            messages.put(start, new Message("\\" + line, line));
        } else if (name.equals("set")) {
            set(SqlLexer.tokens(line));
        }
        return end;
    }

    private void set(List<Token> words) {
        if (words.size() > 1) {
            StringBuilder value = new StringBuilder();
            words.subList(2, words.size())
                    .forEach(word -> value.append(word.kind() == Token.Kind.STRING ? unquoted(word) : word.text()));
            variables.put(words.get(1).text(), value.toString());
        }
    }

    private static String unquoted(Token quoted) {
        return quoted.text().length() < 2
                ? ""
                : quoted.text().substring(1, quoted.text().length() - 1);
    }
}
