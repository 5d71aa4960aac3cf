package liquibase.ext.online.read;

import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.Call;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Copy;
import liquibase.ext.online.sql.CopyQuery;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.CreateTableAs;
import liquibase.ext.online.sql.Delete;
import liquibase.ext.online.sql.Insert;
import liquibase.ext.online.sql.Merge;
import liquibase.ext.online.sql.Prepared;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.Select;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Update;
import liquibase.ext.online.sql.UpdateFrom;

/** Commands that read or write rows. */
final class DataReader {
    private static final Set<String> ASSIGNMENT_ENDS = Set.of(",", "WHERE");

    private static final Set<String> CURSOR_ENDS = Set.of("FOR");
    private static final Set<String> PREPARE_ENDS = Set.of("AS");
    private static final Set<String> INTO = Set.of("INTO");

    private DataReader() {}

    static Command update(Cursor c) {
        c.expect("UPDATE");
        c.accept("ONLY");
        QualifiedName table = c.qualifiedName();
        c.accept("*");
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
        c.accept("ONLY");
        QualifiedName table = c.qualifiedName();
        c.accept("*");
        return new Delete(table, c.rest(DataReader::isPlainCondition));
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

    static Command merge(Cursor c) {
        c.expect("MERGE INTO");
        c.accept("ONLY");
        return new Merge(c.qualifiedName(), c.rest());
    }

    static Command copy(Cursor c) {
        c.expect("COPY");
        if (c.isAt("(")) {
            return new CopyQuery(new Query(c.textInParentheses()), c.rest());
        }
        QualifiedName table = c.qualifiedName();
        String columns = c.isAt("(") ? c.textInParentheses() : "";
        boolean from = c.accept("FROM");
        if (!from) {
            c.expect("TO");
        }
        if (c.atEnd()) {
            throw c.notModelled();
        }
        return new Copy(table, columns, from, c.rest());
    }

    /** PREPARE … AS and DECLARE … CURSOR … FOR. */
    static Command prepared(Cursor c) {
        int start = c.mark();
        boolean cursor = c.isAt("DECLARE");
        if (c.isAt("PREPARE TRANSACTION")) {
            return SettingReader.transaction(c);
        }
        c.textUntil(cursor ? CURSOR_ENDS : PREPARE_ENDS);
        c.expect(cursor ? "FOR" : "AS");
        return new Prepared(c.textFrom(start), new Query(c.rest()));
    }

    /** SELECT … INTO makes a table; with INTO in a query below it, it does not. */
    static Command select(Cursor c) {
        int depth = 0;
        for (int ahead = 0; !c.peek(ahead).text().isEmpty(); ahead++) {
            Token token = c.peek(ahead);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0
                    && token.is("INTO")
                    && !c.peek(ahead - 1).is("INSERT")
                    && !c.peek(ahead - 1).is("MERGE")) {
                return intoTable(c);
            }
        }
        return new Select(new Query(c.rest()));
    }

    private static Command intoTable(Cursor c) {
        String head = c.textUntil(INTO);
        c.expect("INTO");
        boolean temporary = c.accept("TEMPORARY") || c.accept("TEMP");
        boolean unlogged = !temporary && c.accept("UNLOGGED");
        c.accept("TABLE");
        QualifiedName table = c.qualifiedName();
        String rest = c.rest();
        CreateTable.Persistence persistence = temporary
                ? CreateTable.Persistence.TEMPORARY
                : unlogged ? CreateTable.Persistence.UNLOGGED : CreateTable.Persistence.PERMANENT;
        return new CreateTableAs(persistence, false, table, "", new Query(rest.isEmpty() ? head : head + " " + rest));
    }
}
