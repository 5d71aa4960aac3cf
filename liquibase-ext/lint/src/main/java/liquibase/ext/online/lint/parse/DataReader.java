package liquibase.ext.online.lint.parse;

import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.Call;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Delete;
import liquibase.ext.online.sql.Insert;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.Select;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Update;
import liquibase.ext.online.sql.UpdateFrom;

/** Commands that read or write rows. */
final class DataReader {
    private static final Set<String> ASSIGNMENT_ENDS = Set.of(",", "WHERE");

    private DataReader() {}

    static Command update(Cursor c) {
        c.expect("UPDATE");
        if (c.isAt("ONLY")) {
            throw c.notModelled();
        }
        QualifiedName table = c.qualifiedName();
        if (!isPlainUpdate(c)) {
            return new UpdateFrom(table, c.rest());
        }
        c.expect("SET");
        List<Update.Assignment> assignments = c.listOf(() -> {
            String column = c.name();
            c.expect("=");
            return new Update.Assignment(column, c.expressionUntil(ASSIGNMENT_ENDS));
        });
        return new Update(table, assignments, c.accept("WHERE") ? c.restAsExpression() : null);
    }

    /** Whether it is SET column = expression, … [WHERE …], with nothing before, between or behind. */
    private static boolean isPlainUpdate(Cursor c) {
        int depth = 0;
        boolean expectsColumn = true;
        boolean behindWhere = false;
        for (int ahead = 1; !c.peek(ahead).text().isEmpty(); ahead++) {
            Token token = c.peek(ahead);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean top = depth == 0;
            if (expectsColumn && !(token.isName() && c.peek(ahead + 1).is("="))) {
                return false;
            }
            if (top && (token.is("RETURNING") || isFromClause(c, ahead))) {
                return false;
            }
            behindWhere |= token.is("WHERE");
            expectsColumn = top && token.is(",") && !behindWhere;
        }
        return c.isAt("SET");
    }

    private static boolean isFromClause(Cursor c, int ahead) {
        return c.peek(ahead).is("FROM") && !c.peek(ahead - 1).is("DISTINCT");
    }

    static Command delete(Cursor c) {
        c.expect("DELETE FROM");
        if (c.isAt("ONLY")) {
            throw c.notModelled();
        }
        return new Delete(c.qualifiedName(), c.rest(DataReader::isPlainCondition));
    }

    private static boolean isPlainCondition(List<Token> tokens, int from) {
        return from == tokens.size()
                || (tokens.get(from).is("WHERE") && PlainExpression.is(tokens, from + 1, tokens.size()));
    }

    static Command insert(Cursor c) {
        c.expect("INSERT INTO");
        return new Insert(c.qualifiedName(), c.rest(PlainInsert::is));
    }

    static Command call(Cursor c) {
        c.expect("CALL");
        QualifiedName procedure = c.qualifiedName();
        if (c.accept("( )")) {
            return new Call(procedure, "");
        }
        return new Call(procedure, c.textInParentheses());
    }

    static Command select(Cursor c) {
        return new Select(new Query(c.rest()));
    }
}
