package liquibase.ext.online.lint.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Other;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Unreadable;

/**
 * Reads SQL text into commands. What parses and is not modelled becomes {@link Other}, what does not parse becomes {@link
 * Unreadable}: nothing is dropped. The only class that says what a well-formed statement is, is {@link Grammar}.
 */
public final class SqlReader {
    private final Map<String, Function<Cursor, Command>> readers = new java.util.HashMap<>();

    /** A reader; it keeps nothing from one text to the next. */
    public SqlReader() {
        readers.put("ALTER", AlterReader::read);
        readers.put("CREATE", CreateReader::read);
        readers.put("DROP", DropReader::read);
        readers.put("UPDATE", DataReader::update);
        readers.put("DELETE", DataReader::delete);
        readers.put("INSERT", DataReader::insert);
        readers.put("SELECT", DataReader::select);
        readers.put("WITH", DataReader::select);
        readers.put("VALUES", DataReader::select);
        readers.put("TABLE", DataReader::select);
        readers.put("TRUNCATE", MaintenanceReader::truncate);
        readers.put("LOCK", MaintenanceReader::lock);
        readers.put("REINDEX", MaintenanceReader::reindex);
        readers.put("CLUSTER", MaintenanceReader::cluster);
        readers.put("VACUUM", MaintenanceReader::vacuum);
        readers.put("ANALYZE", MaintenanceReader::analyze);
        readers.put("REFRESH", MaintenanceReader::refresh);
        readers.put("COMMENT", SettingReader::comment);
        readers.put("GRANT", SettingReader::privileges);
        readers.put("REVOKE", SettingReader::privileges);
        readers.put("SET", SettingReader::set);
        readers.put("RESET", SettingReader::reset);
        for (String verb : SettingReader.TRANSACTION_VERBS) {
            readers.put(verb, SettingReader::transaction);
        }
    }

    /** The commands of a text, in order. */
    public List<Command> read(String sql) {
        return readStatements(sql).stream().map(Statement::command).toList();
    }

    /** The commands of a text, each with its place. */
    public List<Statement> readStatements(String sql) {
        return StatementSplitter.split(sql).stream()
                .map(tokens -> {
                    int start = tokens.get(0).start();
                    int end = tokens.get(tokens.size() - 1).end();
                    return new Statement(readOne(sql.substring(start, end)), start, end);
                })
                .toList();
    }

    private Command readOne(String sql) {
        List<Token> tokens = SqlLexer.tokens(sql);
        Token last = tokens.get(tokens.size() - 1);
        if (last.kind() == Token.Kind.UNTERMINATED) {
            return new Unreadable(sql, "a quote or comment that begins here has no end", last.start());
        }
        return Grammar.check(sql, tokens)
                .map(problem -> (Command) new Unreadable(sql, problem.message(), problem.offset()))
                .orElseGet(() -> modelled(new Cursor(sql, tokens)));
    }

    private Command modelled(Cursor cursor) {
        Function<Cursor, Command> reader = readers.get(cursor.peek().text().toUpperCase(Locale.ROOT));
        if (reader != null) {
            try {
                Command command = reader.apply(cursor);
                if (cursor.atEnd()) {
                    return command;
                }
            } catch (NotModelledException e) {
                return new Other(cursor.sql());
            }
        }
        return new Other(cursor.sql());
    }
}
