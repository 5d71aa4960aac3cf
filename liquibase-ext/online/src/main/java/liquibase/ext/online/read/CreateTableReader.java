package liquibase.ext.online.read;

import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreatePartition;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.CreateTableAs;
import liquibase.ext.online.sql.CreateTypedTable;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.Token;

/** What stands behind CREATE TABLE. */
final class CreateTableReader {
    private static final Set<String> BOUND_ENDS = Set.of("PARTITION", "USING", "WITH", "TABLESPACE");

    private CreateTableReader() {}

    static Command read(Cursor c, CreateTable.Persistence persistence) {
        boolean ifNotExists = c.accept("IF NOT EXISTS");
        QualifiedName name = c.qualifiedName();
        if (c.accept("PARTITION OF")) {
            return partition(c, persistence, ifNotExists, name);
        }
        if (c.accept("OF")) {
            return typed(c, persistence, ifNotExists, name);
        }
        if (isAtQuery(c)) {
            String options = c.isAt("AS") ? "" : c.textUntil(Set.of("AS"));
            c.expect("AS");
            return new CreateTableAs(persistence, ifNotExists, name, options, new Query(c.rest()));
        }
        c.expect("(");
        List<CreateTable.Element> elements = c.isAt(")") ? List.of() : c.listOf(() -> element(c));
        c.expect(")");
        List<QualifiedName> inherits = List.of();
        if (c.accept("INHERITS (")) {
            inherits = c.qualifiedNames();
            c.expect(")");
        }
        return new CreateTable(persistence, ifNotExists, name, elements, inherits, c.rest());
    }

    private static Command typed(
            Cursor c, CreateTable.Persistence persistence, boolean ifNotExists, QualifiedName name) {
        QualifiedName type = c.qualifiedName();
        return new CreateTypedTable(persistence, ifNotExists, name, type, options(c), c.rest());
    }

    /** What may stand in parentheses about columns that come from elsewhere. */
    private static List<CreateTable.Element> options(Cursor c) {
        if (!c.accept("(")) {
            return List.of();
        }
        List<CreateTable.Element> elements = c.listOf(() -> {
            if (ConstraintReader.isAtConstraint(c)) {
                return tableConstraint(c);
            }
            String column = c.name();
            c.accept("WITH OPTIONS");
            return new CreateTable.ColumnOptions(column, ColumnReader.constraints(c));
        });
        c.expect(")");
        return elements;
    }

    /** Whether AS comes before the end; a list of bare names may stand before it. */
    private static boolean isAtQuery(Cursor c) {
        int ahead = 0;
        int depth = 0;
        while (!c.peek(ahead).text().isEmpty()) {
            Token token = c.peek(ahead++);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is("AS")) {
                return true;
            }
        }
        return false;
    }

    private static Command partition(
            Cursor c, CreateTable.Persistence persistence, boolean ifNotExists, QualifiedName name) {
        QualifiedName parent = c.qualifiedName();
        List<CreateTable.Element> elements = options(c);
        if (!c.isAt("FOR VALUES") && !c.isAt("DEFAULT")) {
            throw c.notModelled();
        }
        return new CreatePartition(persistence, ifNotExists, name, parent, elements, bound(c), c.rest());
    }

    /** FOR VALUES … or DEFAULT; a bound of a hash partition begins as storage parameters do. */
    private static String bound(Cursor c) {
        int start = c.mark();
        if (c.accept("FOR VALUES WITH")) {
            c.textInParentheses();
            return c.textFrom(start);
        }
        return c.textUntil(BOUND_ENDS);
    }

    private static CreateTable.Element element(Cursor c) {
        if (c.accept("LIKE")) {
            QualifiedName table = c.qualifiedName();
            return new CreateTable.Like(table, c.isAt(",") || c.isAt(")") ? "" : c.textUntil(Set.of(",", ")")));
        }
        if (ConstraintReader.isAtConstraint(c)) {
            return tableConstraint(c);
        }
        return ColumnReader.column(c);
    }

    /** NOT VALID says nothing of a table that has no row. */
    private static CreateTable.Constraint tableConstraint(Cursor c) {
        AddConstraint constraint = ConstraintReader.constraint(c);
        return new CreateTable.Constraint(constraint.name(), constraint.definition());
    }
}
