package liquibase.ext.online.read;

import java.util.Locale;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Token;

/** Which tokens are names wherever they stand. */
final class PlainName {
    private PlainName() {}

    /** Whether it is a name in quotes, or a word that is no keyword anywhere. */
    static boolean is(Token token) {
        return token.kind() == Token.Kind.QUOTED_NAME
                ? token.text().length() > 2
                : token.kind() == Token.Kind.WORD && !Sql.isKeyword(token.text().toLowerCase(Locale.ROOT));
    }
}
