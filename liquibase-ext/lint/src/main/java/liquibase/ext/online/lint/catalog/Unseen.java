package liquibase.ext.online.lint.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/** How much of the schema a command that was not read may have changed. */
enum Unseen {
    /** It cannot change what the catalog knows. */
    NOTHING,
    /** It may have given existing tables something that the catalog does not know. */
    TABLES,
    /** It may have made or dropped tables too. */
    ANYTHING;

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
            "LARGE");

    static Unseen of(Command command) {
        List<Token> tokens = SqlLexer.tokens(command.sql());
        if (tokens.isEmpty() || tokens.get(0).kind() != Token.Kind.WORD) {
            return ANYTHING;
        }
        String verb = upper(tokens, 0);
        if (HARMLESS_VERBS.contains(verb)) {
            return NOTHING;
        }
        if (verb.equals("ALTER") || verb.equals("CREATE") || verb.equals("DROP")) {
            String object = upper(tokens, upper(tokens, 1).equals("OR") ? 3 : 1);
            if (HARMLESS_OBJECTS.contains(object)) {
                return NOTHING;
            }
            return verb.equals("ALTER") && object.equals("TABLE") ? TABLES : ANYTHING;
        }
        return ANYTHING;
    }

    void apply(Contents objects) {
        if (this != NOTHING) {
            objects.holes++;
        }
        if (this == ANYTHING) {
            objects.closed = false;
        }
    }

    private static String upper(List<Token> tokens, int at) {
        return at < tokens.size() ? tokens.get(at).text().toUpperCase(Locale.ROOT) : "";
    }
}
