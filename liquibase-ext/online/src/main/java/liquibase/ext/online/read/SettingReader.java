package liquibase.ext.online.read;

import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CommentOn;
import liquibase.ext.online.sql.CommentOnObject;
import liquibase.ext.online.sql.Privileges;
import liquibase.ext.online.sql.PrivilegesOnObject;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.ReassignOwned;
import liquibase.ext.online.sql.SessionCommand;
import liquibase.ext.online.sql.SetParameter;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.TransactionControl;
import org.jspecify.annotations.Nullable;

/** Comments, privileges, run-time parameters and transactions. */
final class SettingReader {
    static final Set<String> TRANSACTION_VERBS =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");

    static final Set<String> SESSION_VERBS = Set.of(
            "LISTEN",
            "UNLISTEN",
            "NOTIFY",
            "CHECKPOINT",
            "DISCARD",
            "DEALLOCATE",
            "FETCH",
            "MOVE",
            "CLOSE",
            "SHOW",
            "LOAD");

    private static final Set<String> SESSION_SETTINGS = Set.of(
            "CONSTRAINTS",
            "ROLE",
            "LOCAL ROLE",
            "SESSION ROLE",
            "SESSION AUTHORIZATION",
            "LOCAL SESSION AUTHORIZATION",
            "TRANSACTION",
            "SESSION CHARACTERISTICS",
            "NAMES",
            "XML OPTION");
    private static final Set<String> COMMENT_ENDS = Set.of("IS");
    private static final Set<String> PARAMETER_ENDS = Set.of("=", "TO");

    private static final Set<String> OBJECTS_WITH_ARGUMENTS = Set.of("IS", "ON");

    private SettingReader() {}

    static Command comment(Cursor c) {
        c.expect("COMMENT ON");
        if (c.accept("TABLE")) {
            QualifiedName table = c.qualifiedName();
            return new CommentOn(table, null, text(c));
        }
        if (c.accept("COLUMN")) {
            return commentOnColumn(c);
        }
        String kind = c.word();
        if (kind.equals("MATERIALIZED") || kind.equals("FOREIGN") || kind.equals("EVENT")) {
            kind += " " + c.word();
        }
        String object = c.textUntil(OBJECTS_WITH_ARGUMENTS);
        if (c.isAt("ON DOMAIN")) {
            object += " " + c.textUntil(COMMENT_ENDS);
        }
        QualifiedName table = c.accept("ON") ? c.qualifiedName() : null;
        return new CommentOnObject(kind, object, table, text(c));
    }

    private static Command commentOnColumn(Cursor c) {
        String first = c.name();
        c.expect(".");
        String second = c.name();
        return c.accept(".")
                ? new CommentOn(new QualifiedName(first, second), c.name(), text(c))
                : new CommentOn(QualifiedName.of(first), second, text(c));
    }

    private static @Nullable String text(Cursor c) {
        c.expect("IS");
        return c.accept("NULL") ? null : c.string();
    }

    static Command privileges(Cursor c) {
        boolean grant = c.accept("GRANT");
        if (!grant) {
            c.expect("REVOKE");
        }
        String privileges = c.textUntil(Set.of("ON", "TO", "FROM"));
        if (!c.accept("ON")) {
            return new PrivilegesOnObject(grant, privileges + " " + c.rest());
        }
        boolean namesTables = c.accept("TABLE") || !isObject(c);
        if (!namesTables) {
            return new PrivilegesOnObject(grant, privileges + " ON " + c.rest());
        }
        return new Privileges(grant, privileges, c.qualifiedNames(), c.rest());
    }

    /** Whether a kind of object stands before its name; a table may do without. */
    private static boolean isObject(Cursor c) {
        return !c.peek(1).is(".")
                && !c.peek(1).is(",")
                && !c.peek(1).is("TO")
                && !c.peek(1).is("FROM");
    }

    static Command set(Cursor c) {
        c.expect("SET");
        for (String words : SESSION_SETTINGS) {
            if (c.accept(words)) {
                if (c.atEnd()) {
                    throw c.notModelled();
                }
                return new SessionCommand("SET " + words, c.rest());
            }
        }
        boolean local = c.accept("LOCAL");
        if (!local) {
            c.accept("SESSION");
        }
        if (c.accept("SCHEMA")) {
            return new SetParameter(local, "search_path", c.rest(SettingReader::isLiteral));
        }
        if (c.accept("TIME ZONE")) {
            return new SetParameter(local, "timezone", c.rest());
        }
        String name = c.peek(1).is("=") || c.peek(1).is("TO") ? parameter(c) : c.textUntil(PARAMETER_ENDS);
        if (!c.accept("=")) {
            c.expect("TO");
        }
        return new SetParameter(local, name, c.rest(SettingReader::isLiteral));
    }

    private static String parameter(Cursor c) {
        int start = c.mark();
        c.name();
        return c.textFrom(start);
    }

    private static boolean isLiteral(List<Token> tokens, int from) {
        return from == tokens.size() - 1
                && (tokens.get(from).kind() == Token.Kind.STRING
                        || tokens.get(from).kind() == Token.Kind.NUMBER);
    }

    static Command session(Cursor c) {
        return new SessionCommand(c.word(), c.rest());
    }

    static Command reassign(Cursor c) {
        c.expect("REASSIGN OWNED");
        return new ReassignOwned(false, c.rest());
    }

    static Command reset(Cursor c) {
        c.expect("RESET");
        if (c.atEnd()) {
            throw c.notModelled();
        }
        return new SetParameter(false, c.rest(), null);
    }

    static Command transaction(Cursor c) {
        return new TransactionControl(c.word(), c.rest());
    }
}
