package liquibase.ext.online.read;

import java.util.List;
import liquibase.ext.online.sql.Token;

/** Tells, from the tokens alone and in linear time, that an INSERT is one of plain expressions; such scripts can be huge. */
final class PlainInsert {
    private PlainInsert() {}

    /** Whether the tokens from an index on, behind the table, are {@code [(columns)] VALUES (…), …}. */
    static boolean is(List<Token> tokens, int from) {
        int at = from;
        if (isAt(tokens, at, "(")) {
            do {
                if (at + 1 >= tokens.size() || !PlainName.is(tokens.get(at + 1))) {
                    return false;
                }
                at += 2;
            } while (isAt(tokens, at, ","));
            if (!isAt(tokens, at++, ")")) {
                return false;
            }
        }
        if (!isAt(tokens, at, "VALUES")) {
            return false;
        }
        do {
            at = row(tokens, at + 1);
        } while (at > 0 && isAt(tokens, at, ","));
        return at == tokens.size();
    }

    /** The index behind the row that begins at an index, or -1. */
    private static int row(List<Token> tokens, int from) {
        if (!isAt(tokens, from, "(")) {
            return -1;
        }
        int at = from;
        do {
            at++;
            at = isAt(tokens, at, "DEFAULT") ? at + 1 : PlainExpression.end(tokens, at);
        } while (at > 0 && isAt(tokens, at, ","));
        return at > 0 && isAt(tokens, at, ")") ? at + 1 : -1;
    }

    private static boolean isAt(List<Token> tokens, int at, String text) {
        return at < tokens.size() && tokens.get(at).is(text);
    }
}
