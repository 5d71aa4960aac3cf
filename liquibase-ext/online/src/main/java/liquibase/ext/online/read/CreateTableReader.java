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
            if (c.isAt("EXECUTE")) {
                throw c.notModelled();
            }
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

    /** What a foreign key in it locks would be left out, so that it has none. */
    private static Command typed(
            Cursor c, CreateTable.Persistence persistence, boolean ifNotExists, QualifiedName name) {
        QualifiedName type = c.qualifiedName();
        for (int ahead = 0; !c.peek(ahead).text().isEmpty(); ahead++) {
            if (c.peek(ahead).is("REFERENCES")) {
                throw c.notModelled();
            }
        }
        return new CreateTypedTable(persistence, ifNotExists, name, type, c.rest());
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
        if (persistence != CreateTable.Persistence.PERMANENT) {
            throw c.notModelled();
        }
        QualifiedName parent = c.qualifiedName();
        if (!c.isAt("FOR VALUES") && !c.isAt("DEFAULT")) {
            throw c.notModelled();
        }
        String bound = c.textUntil(Set.of("PARTITION", "USING", "TABLESPACE"));
        return new CreatePartition(ifNotExists, name, parent, bound, c.rest());
    }

    private static CreateTable.Element element(Cursor c) {
        if (c.accept("LIKE")) {
            QualifiedName table = c.qualifiedName();
            return new CreateTable.Like(table, c.isAt(",") || c.isAt(")") ? "" : c.textUntil(Set.of(",", ")")));
        }
        if (ConstraintReader.isAtConstraint(c)) {
            AddConstraint constraint = ConstraintReader.constraint(c);
            if (constraint.notValid()) {
                throw c.notModelled();
            }
            return new CreateTable.Constraint(constraint.name(), constraint.definition());
        }
        return ColumnReader.column(c);
    }
}
