package liquibase.ext.online.lint.rule;

import java.util.List;
import liquibase.change.AbstractSQLChange;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Unreadable;
import org.jspecify.annotations.Nullable;

/**
 * Why a statement is no SQL, where that is Liquibase's doing.
 *
 * @param message what happens
 * @param fix what to do about it
 */
record UnreadableCause(String message, String fix) {
    private static final UnreadableCause CUT = new UnreadableCause(
            "Liquibase cuts this text at a semicolon within its dollar quotes, and sends the pieces one by one: PostgreSQL"
                    + " refuses the first",
            "Say that it is one statement: splitStatements:false in the --changeset line of formatted SQL,"
                    + " splitStatements=\"false\" in sql and sqlFile; or end the statements of this changeSet by another"
                    + " sign: endDelimiter.");

    /** The cause; null where it is not known. */
    static @Nullable UnreadableCause of(ChangeContext context, Unreadable statement) {
        @Nullable String property = propertyIn(statement.sql());
        if (property != null) {
            return new UnreadableCause(
                    "the property " + property + " has no value, so that ${" + property + "} is sent as it stands here",
                    "Give it one, in the changelog: <property name=\"" + property
                            + "\" value=\"…\"/>, or for the run, as" + " Liquibase is given it: -D" + property
                            + "=… (for the goal: expressionVariables).");
        }
        return isCut(context, statement) ? CUT : null;
    }

    /** Whether it is what an earlier statement of its change has lost at a semicolon. */
    static boolean isPieceOfAnother(StatementContext context) {
        for (StatementUnit each : context.change().statements()) {
            if (each.equals(context.statement())) {
                return false;
            }
            if (isCut(context, each.command())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCut(ChangeContext context, Command command) {
        if (!(command instanceof Unreadable statement)
                || !(context.change().source() instanceof AbstractSQLChange sql)
                || Boolean.FALSE.equals(sql.isSplitStatements())) {
            return false;
        }
        List<Token> tokens = SqlLexer.tokens(statement.sql());
        Token last = tokens.get(tokens.size() - 1);
        return last.kind() == Token.Kind.UNTERMINATED && last.text().startsWith("$");
    }

    /** The first one outside quotes. */
    private static @Nullable String propertyIn(String sql) {
        List<Token> tokens = SqlLexer.tokens(sql);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            boolean begins = tokens.get(i).is("$")
                    && tokens.get(i + 1).is("{")
                    && tokens.get(i).end() == tokens.get(i + 1).start();
            int end = begins ? sql.indexOf('}', tokens.get(i).start()) : -1;
            if (end > 0) {
                return sql.substring(tokens.get(i + 1).end(), end).strip();
            }
        }
        return null;
    }
}
