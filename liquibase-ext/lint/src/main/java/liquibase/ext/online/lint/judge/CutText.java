package liquibase.ext.online.lint.judge;

import java.util.List;
import liquibase.change.AbstractSQLChange;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Unreadable;

/** A statement that is no SQL because Liquibase has cut it in two. */
public final class CutText {
    /** What happens. */
    public static final String MESSAGE =
            "Liquibase cuts this text at a semicolon within its dollar quotes, and sends the pieces one by one: PostgreSQL"
                    + " refuses the first";

    /** What to do about it. */
    public static final String FIX =
            "Say that it is one statement: splitStatements:false in the --changeset line of formatted SQL,"
                    + " splitStatements=\"false\" in sql and sqlFile; or end the statements of this changeSet by another"
                    + " sign: endDelimiter.";

    private CutText() {}

    /** Whether a statement is the first piece of one; the statements of its change behind it are the others. */
    public static boolean is(ChangeContext context, Command command) {
        if (!(command instanceof Unreadable statement)
                || !(context.change().source() instanceof AbstractSQLChange sql)
                || Boolean.FALSE.equals(sql.isSplitStatements())) {
            return false;
        }
        List<Token> tokens = SqlLexer.tokens(statement.sql());
        Token last = tokens.get(tokens.size() - 1);
        return last.kind() == Token.Kind.UNTERMINATED && last.text().startsWith("$");
    }
}
