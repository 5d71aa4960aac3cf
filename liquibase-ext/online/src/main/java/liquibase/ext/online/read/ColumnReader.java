package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.QualifiedName;

/** Columns as CREATE TABLE and ADD COLUMN define them. */
final class ColumnReader {
    private static final Set<String> STARTS = Set.of(
            "COLLATE",
            "CONSTRAINT",
            "NOT",
            "NULL",
            "DEFAULT",
            "GENERATED",
            "CHECK",
            "UNIQUE",
            "PRIMARY",
            "REFERENCES",
            "USING",
            ",",
            ")");

    /** The names of types that are more than one word; the longer ones first. */
    private static final List<String> MULTIWORD = List.of(
            "DOUBLE PRECISION",
            "NATIONAL CHARACTER VARYING",
            "NATIONAL CHARACTER",
            "CHARACTER VARYING",
            "CHAR VARYING",
            "BIT VARYING");

    /** Those that are keywords; all others are names. */
    private static final List<String> KEYWORDS = List.of(
            "BIGINT",
            "VARCHAR",
            "TIMESTAMP",
            "INTEGER",
            "INT",
            "BOOLEAN",
            "NUMERIC",
            "DECIMAL",
            "SMALLINT",
            "CHAR",
            "CHARACTER",
            "TIME",
            "REAL",
            "FLOAT",
            "BIT",
            "DEC",
            "NCHAR");

    /** The last words of those that take numbers in parentheses. */
    private static final Set<String> MODIFIED = Set.of(
            "VARCHAR",
            "VARYING",
            "CHAR",
            "CHARACTER",
            "NCHAR",
            "NUMERIC",
            "DECIMAL",
            "DEC",
            "TIMESTAMP",
            "TIME",
            "BIT");

    private static final Set<String> MODIFIER_ENDS = Set.of(",", ")");

    private ColumnReader() {}

    static Column column(Cursor c) {
        String name = c.name();
        String type = type(c);
        QualifiedName collation = c.accept("COLLATE") ? c.qualifiedName() : null;
        List<ColumnConstraint> constraints = new ArrayList<>();
        while (!c.atEnd() && !c.isAt(",") && !c.isAt(")")) {
            if (collation == null && c.accept("COLLATE")) {
                collation = c.qualifiedName();
            } else {
                constraints.add(constraint(c));
            }
        }
        return new Column(name, type, collation, constraints);
    }

    static String type(Cursor c) {
        int start = c.mark();
        boolean timed = c.isAt("TIMESTAMP") || c.isAt("TIME");
        if (!acceptAny(c, MULTIWORD) && !acceptAny(c, KEYWORDS)) {
            c.qualifiedName();
        }
        if (c.isAt("(")) {
            if (!c.isBehindAny(MODIFIED)) {
                c.doubt();
            }
            c.expect("(");
            modifiers(c);
        }
        if (timed && !c.accept("WITH TIME ZONE")) {
            c.accept("WITHOUT TIME ZONE");
        }
        if (c.accept("ARRAY")) {
            c.doubt();
        }
        while (c.isAt("[")) {
            c.skipBrackets();
        }
        return c.textFrom(start);
    }

    private static boolean acceptAny(Cursor c, List<String> words) {
        for (String each : words) {
            if (c.accept(each)) {
                return true;
            }
        }
        return false;
    }

    /** What stands behind the opening parenthesis, such as {@code 10, 2}; types of extensions take words too. */
    private static void modifiers(Cursor c) {
        c.listOf(() -> {
            if (!c.acceptNumber()) {
                c.doubt();
                c.textUntil(MODIFIER_ENDS);
            }
            return c;
        });
        c.expect(")");
    }

    private static ColumnConstraint constraint(Cursor c) {
        if (c.accept("CONSTRAINT")) {
            return new ColumnConstraint.Named(c.name(), constraint(c));
        }
        if (c.accept("NOT NULL")) {
            return new ColumnConstraint.NotNull();
        }
        if (c.accept("NULL")) {
            return new ColumnConstraint.Null();
        }
        if (c.accept("DEFAULT")) {
            return new ColumnConstraint.Default(c.narrowExpressionUntil(STARTS));
        }
        if (c.accept("CHECK")) {
            return new ColumnConstraint.Checked(c.expressionInParentheses());
        }
        if (c.accept("GENERATED")) {
            return generated(c);
        }
        if (c.accept("REFERENCES")) {
            return new ColumnConstraint.References(ConstraintReader.references(c, List.of()));
        }
        boolean primary = c.accept("PRIMARY KEY");
        if (!primary) {
            c.expect("UNIQUE");
        }
        boolean nullsNotDistinct = c.accept("NULLS NOT DISTINCT");
        return new ColumnConstraint.Key(primary, nullsNotDistinct, ConstraintReader.deferral(c));
    }

    /** What stands behind GENERATED. */
    static ColumnConstraint generated(Cursor c) {
        boolean always = c.accept("ALWAYS");
        if (!always) {
            c.expect("BY DEFAULT");
        }
        c.expect("AS");
        if (c.accept("IDENTITY")) {
            return new ColumnConstraint.Identity(always, c.isAt("(") ? c.textInParentheses() : null);
        }
        String expression = c.expressionInParentheses();
        boolean stored = c.accept("STORED");
        if (!stored) {
            c.accept("VIRTUAL");
        }
        return new ColumnConstraint.Generated(expression, stored);
    }
}
