package liquibase.ext.online.lint.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/**
 * What commands that were not read may have changed: only what their text can name. A CREATE that is not understood makes
 * something new even so.
 */
final class Unseen {
    private static final Set<String> HARMLESS_VERBS = Set.of(
            "COPY",
            "NOTIFY",
            "LISTEN",
            "UNLISTEN",
            "CHECKPOINT",
            "MERGE",
            "SECURITY",
            "EXPLAIN",
            "SHOW",
            "DISCARD",
            "COMMENT",
            "GRANT",
            "REVOKE",
            "LOCK",
            "VACUUM",
            "ANALYZE",
            "REINDEX",
            "CLUSTER",
            "INSERT",
            "UPDATE",
            "DELETE",
            "DEALLOCATE",
            "CLOSE",
            "FETCH",
            "MOVE",
            "REASSIGN");
    private static final Set<String> HARMLESS_OBJECTS = Set.of(
            "ROLE",
            "USER",
            "GROUP",
            "DATABASE",
            "TABLESPACE",
            "PUBLICATION",
            "SUBSCRIPTION",
            "SYSTEM",
            "DEFAULT",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "OPERATOR",
            "COLLATION",
            "CONVERSION",
            "TEXT",
            "STATISTICS",
            "LANGUAGE",
            "EVENT",
            "SERVER",
            "CAST",
            "TRANSFORM",
            "RULE",
            "POLICY",
            "TRIGGER",
            "EXTENSION",
            "LARGE");

    /** What may stand between CREATE and the kind of object. */
    private static final Set<String> BEFORE_KIND = Set.of(
            "OR",
            "REPLACE",
            "GLOBAL",
            "LOCAL",
            "TEMP",
            "TEMPORARY",
            "UNLOGGED",
            "FOREIGN",
            "RECURSIVE",
            "MATERIALIZED");

    /** Without one of these words a text only takes away. */
    private static final Set<String> MAKES = Set.of("CREATE", "ADD", "RENAME", "ATTACH", "INHERIT", "TYPE");

    /** Where a command finds the names of tables that do not stand in it. */
    private static final Set<String> LISTS_OF_TABLES = Set.of(
            "pg_tables",
            "pg_class",
            "pg_attribute",
            "pg_index",
            "pg_indexes",
            "pg_constraint",
            "pg_stat_user_tables",
            "tables",
            "columns",
            "table_constraints",
            "key_column_usage",
            "constraint_column_usage");

    private final Contents objects;

    Unseen(Contents objects) {
        this.objects = objects;
    }

    /** A command that is not understood. */
    void command(Command command) {
        List<Token> tokens = SqlLexer.tokens(command.sql());
        String verb = upper(tokens, 0);
        if (HARMLESS_VERBS.contains(verb)) {
            return;
        }
        int kind = 1;
        while (BEFORE_KIND.contains(upper(tokens, kind))) {
            kind++;
        }
        boolean ofObject = verb.equals("CREATE") || verb.equals("ALTER") || verb.equals("DROP");
        if (ofObject && HARMLESS_OBJECTS.contains(upper(tokens, kind))) {
            return;
        }
        if (verb.equals("CREATE")
                && (upper(tokens, kind).equals("TABLE") || upper(tokens, kind).equals("VIEW"))) {
            make(tokens, kind);
        } else {
            text(command.sql());
        }
    }

    private void make(List<Token> tokens, int kind) {
        int at = upper(tokens, kind + 1).equals("IF") ? kind + 4 : kind + 1;
        QualifiedName name = SqlText.nameAt(tokens, at).orElse(null);
        if (name == null) {
            return;
        }
        boolean temporary =
                tokens.subList(0, kind).stream().anyMatch(token -> token.is("TEMP") || token.is("TEMPORARY"));
        QualifiedName full =
                temporary ? new QualifiedName(Namespace.TEMPORARY, name.name()) : objects.names.created(name);
        if (objects.isTaken(full)) {
            return;
        }
        if (upper(tokens, kind).equals("VIEW")) {
            objects.names.add(new View(full, upper(tokens, kind - 1).equals("MATERIALIZED")));
        } else {
            Table table = objects.create(full);
            table.complete = false;
            table.filled = true;
        }
    }

    /** A function that is called and whose body is not known, by the command that calls it. */
    void call(Command command) {
        names(command.sql(), true);
    }

    /**
     * Places of a body that say nothing of what they run.
     *
     * @param source the text that the places are counted in
     * @param call the command that runs the body
     */
    void places(Body body, String source, Command call) {
        for (Body.Unseen place : body.unseen()) {
            String own = source.substring(place.start(), Math.min(place.end(), source.length()));
            if (!names(own, makes(own))) {
                String all = source + " " + call.sql();
                names(all, makes(all));
                if (listsTables(all)) {
                    anything(makes(all));
                }
            }
        }
    }

    /** Some text, of which nothing is known but its words. */
    private void text(String sql) {
        names(sql, makes(sql));
    }

    private void anything(boolean makes) {
        objects.closed = false;
        for (Relation relation : objects.names.all()) {
            if (makes && relation instanceof Table table) {
                table.complete = false;
            }
        }
    }

    /** Notes every name in a text, in its strings too; true when it is that of a known table. */
    private boolean names(String sql, boolean makes) {
        boolean found = false;
        List<Token> tokens = SqlLexer.tokens(sql);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            Optional<String> inner = inner(token);
            if (inner.isPresent()) {
                found |= names(inner.get(), makes);
            } else if (token.isName()) {
                objects.mention(token.name());
                Relation relation =
                        SqlText.nameAt(tokens, i).map(objects.names::find).orElse(null);
                if (relation instanceof Table table) {
                    found = true;
                    table.complete &= !makes;
                }
            }
        }
        return found;
    }

    /** What stands in a string, dollar quotes included. */
    private static Optional<String> inner(Token token) {
        String text = token.text();
        if (token.kind() != Token.Kind.STRING) {
            return Optional.empty();
        }
        char quote = text.charAt(text.length() - 1);
        int open = text.indexOf(quote == '$' ? "$" : "'");
        int start = quote == '$' ? text.indexOf('$', open + 1) + 1 : open + 1;
        int end = quote == '$' ? text.lastIndexOf('$', text.length() - 2) : text.length() - 1;
        return start <= end ? Optional.of(text.substring(start, end).replace("''", "'")) : Optional.of("");
    }

    private static boolean makes(String sql) {
        return words(sql).stream().anyMatch(word -> MAKES.contains(word.toUpperCase(Locale.ROOT)));
    }

    private static boolean listsTables(String sql) {
        return words(sql).stream().anyMatch(LISTS_OF_TABLES::contains);
    }

    private static Set<String> words(String sql) {
        Set<String> words = new HashSet<>();
        for (Token token : SqlLexer.tokens(sql)) {
            inner(token).ifPresentOrElse(inner -> words.addAll(words(inner)), () -> {
                if (token.kind() == Token.Kind.WORD) {
                    words.add(token.text().toLowerCase(Locale.ROOT));
                }
            });
        }
        return words;
    }

    private static String upper(List<Token> tokens, int at) {
        return at < tokens.size() ? tokens.get(at).text().toUpperCase(Locale.ROOT) : "";
    }
}
