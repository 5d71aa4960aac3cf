package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DoBlock;
import liquibase.ext.online.sql.Explain;
import liquibase.ext.online.sql.Other;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * Reads SQL text into commands. What parses and is not modelled becomes {@link Other}, what does not parse becomes {@link
 * Unreadable}: nothing is dropped. Most statements are of forms that the readers here know to be SQL; whatever they are not
 * sure of, a {@link Doubt} is asked about, which costs more than all the rest.
 */
public final class SqlReader {
    /** How deep DO may stand in EXECUTE in DO; a text can nest them without end. */
    private static final int DEEPEST_BLOCK = 5;

    private final Map<String, Function<Cursor, Command>> readers = new HashMap<>();
    private final Doubt doubt;
    private final int depth;

    /** A reader; it keeps nothing from one text to the next. */
    public SqlReader(Doubt doubt) {
        this(doubt, 0);
    }

    private SqlReader(Doubt doubt, int depth) {
        this.doubt = doubt;
        this.depth = depth;
        if (depth < DEEPEST_BLOCK) {
            readers.put("DO", this::block);
        }
        readers.put("CALL", DataReader::call);
        readers.put("MERGE", DataReader::merge);
        readers.put("COPY", DataReader::copy);
        readers.put("PREPARE", DataReader::prepared);
        readers.put("DECLARE", DataReader::prepared);
        readers.put("EXPLAIN", this::explain);
        readers.put("ANALYSE", MaintenanceReader::analyze);
        readers.put("REASSIGN", SettingReader::reassign);
        readers.put("(", DataReader::select);
        readers.put("IMPORT", SettingReader::session);
        SettingReader.SESSION_VERBS.forEach(verb -> readers.put(verb, SettingReader::session));
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
        List<Statement> statements = new ArrayList<>();
        StatementSplitter splitter = new StatementSplitter(sql);
        for (List<Token> tokens = splitter.next(); !tokens.isEmpty(); tokens = splitter.next()) {
            List<List<Token>> parts = SchemaElements.cut(tokens);
            if (parts.size() == 1) {
                int start = tokens.get(0).start();
                statements.add(new Statement(readOne(sql, tokens, splitter.end()), start, splitter.end()));
            } else {
                statements.addAll(schema(sql, parts));
            }
        }
        return statements;
    }

    private List<Statement> schema(String sql, List<List<Token>> parts) {
        List<Command> commands = new ArrayList<>();
        for (List<Token> part : parts) {
            commands.add(readOne(sql, part, part.get(part.size() - 1).end()));
        }
        List<Command> named = SchemaElements.in(SchemaElements.schema(parts.get(0)), commands);
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            List<Token> part = parts.get(i);
            statements.add(new Statement(
                    named.get(i), part.get(0).start(), part.get(part.size() - 1).end()));
        }
        return statements;
    }

    /** A reader of the commands in a block that this one has read. */
    SqlReader inner() {
        return new SqlReader(doubt, depth + 1);
    }

    /** EXPLAIN of another command, with options in either spelling. */
    private Command explain(Cursor c) {
        c.expect("EXPLAIN");
        int start = c.mark();
        if (c.isAt("(") && !c.isAt("( SELECT")) {
            c.textInParentheses();
        } else {
            if (!c.accept("ANALYZE")) {
                c.accept("ANALYSE");
            }
            c.accept("VERBOSE");
        }
        String options = c.textFrom(start);
        Function<Cursor, Command> explained = readers.get(c.peek().text().toUpperCase(Locale.ROOT));
        if (explained == null) {
            throw c.notModelled();
        }
        return new Explain(options, explained.apply(c));
    }

    /** DO, with its language before the text or behind it. */
    private Command block(Cursor c) {
        c.expect("DO");
        String language = "plpgsql";
        Token text = null;
        while (!c.atEnd()) {
            if (c.accept("LANGUAGE")) {
                language = BlockReader.language(c.next());
            } else if (text == null && c.peek().kind() == Token.Kind.STRING) {
                text = c.next();
            } else {
                throw c.notModelled();
            }
        }
        if (text == null) {
            throw c.notModelled();
        }
        return new DoBlock(c.sql(), new BlockReader(this).read(language, text, c.start()));
    }

    private Command readOne(String sql, List<Token> tokens, int end) {
        int start = tokens.get(0).start();
        Token last = tokens.get(tokens.size() - 1);
        if (last.kind() == Token.Kind.UNTERMINATED) {
            return new Unreadable(
                    sql.substring(start, end), "a quote or comment that begins here has no end", last.start() - start);
        }
        if (last.end() < end) {
            return new Other(sql.substring(start, end));
        }
        Cursor cursor = new Cursor(sql, tokens);
        Command command = modelled(cursor);
        if (command != null && !cursor.isDoubtful()) {
            return command;
        }
        return doubt.about(sql, tokens)
                .map(problem -> (Command) new Unreadable(cursor.sql(), problem.message(), problem.offset()))
                .orElseGet(() -> command == null ? new Other(cursor.sql()) : command);
    }

    private @Nullable Command modelled(Cursor cursor) {
        Function<Cursor, Command> reader = readers.get(cursor.peek().text().toUpperCase(Locale.ROOT));
        if (reader == null) {
            return null;
        }
        try {
            Command command = reader.apply(cursor);
            return cursor.atEnd() ? command : null;
        } catch (NotModelledException e) {
            return null;
        }
    }
}
