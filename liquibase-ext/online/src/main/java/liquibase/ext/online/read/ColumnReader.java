package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.ForeignKey;
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
            "NATIONAL CHAR VARYING",
            "NATIONAL CHAR",
            "CHARACTER VARYING",
            "CHAR VARYING",
            "NCHAR VARYING",
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
            "NCHAR",
            "INTERVAL");

    /** What an INTERVAL may be limited to; the longer ones first. */
    private static final List<String> FIELDS = List.of(
            "YEAR TO MONTH",
            "DAY TO HOUR",
            "DAY TO MINUTE",
            "DAY TO SECOND",
            "HOUR TO MINUTE",
            "HOUR TO SECOND",
            "MINUTE TO SECOND",
            "YEAR",
            "MONTH",
            "DAY",
            "HOUR",
            "MINUTE",
            "SECOND");

    private static final Set<String> SECOND = Set.of("SECOND");
    private static final Set<String> INTERVAL = Set.of("INTERVAL");

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
            "BIT",
            "INTERVAL",
            "SECOND");

    private static final Set<String> MODIFIER_ENDS = Set.of(",", ")");

    private ColumnReader() {}

    static Column column(Cursor c) {
        String name = c.name();
        String type = type(c);
        String storage = storage(c);
        QualifiedName collation = c.accept("COLLATE") ? c.qualifiedName() : null;
        List<ColumnConstraint> constraints = new ArrayList<>();
        while (isAtMore(c)) {
            if (collation == null && c.accept("COLLATE")) {
                collation = c.qualifiedName();
            } else {
                constraints.add(constraint(c));
            }
        }
        return new Column(name, type, storage, collation, constraints);
    }

    /** STORAGE, COMPRESSION, and the options of a foreign table's column. */
    private static String storage(Cursor c) {
        int start = c.mark();
        if (c.accept("STORAGE")) {
            c.word();
        }
        if (c.accept("COMPRESSION")) {
            c.name();
        }
        if (c.accept("OPTIONS")) {
            c.textInParentheses();
        }
        return c.textFrom(start);
    }

    private static boolean isAtMore(Cursor c) {
        return !c.atEnd() && !c.isAt(",") && !c.isAt(")");
    }

    /** What stands behind the name of a column that has its type from elsewhere. */
    static List<ColumnConstraint> constraints(Cursor c) {
        List<ColumnConstraint> constraints = new ArrayList<>();
        while (isAtMore(c)) {
            constraints.add(constraint(c));
        }
        return constraints;
    }

    static String type(Cursor c) {
        int start = c.mark();
        boolean timed = c.isAt("TIMESTAMP") || c.isAt("TIME");
        if (!acceptAny(c, MULTIWORD) && !acceptAny(c, KEYWORDS)) {
            c.qualifiedName();
        }
        if (c.isBehindAny(INTERVAL) && acceptAny(c, FIELDS) && !c.isBehindAny(SECOND) && c.isAt("(")) {
            throw c.notModelled();
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
            return new ColumnConstraint.NotNull(c.accept("NO INHERIT"));
        }
        if (c.accept("NULL")) {
            return new ColumnConstraint.Null();
        }
        if (c.accept("DEFAULT")) {
            return new ColumnConstraint.Default(c.narrowExpressionUntil(STARTS));
        }
        if (c.accept("CHECK")) {
            String expression = c.expressionInParentheses();
            boolean noInherit = c.accept("NO INHERIT");
            boolean enforced = !c.accept("NOT ENFORCED");
            if (enforced && c.accept("ENFORCED")) {
                c.doubt();
            }
            return new ColumnConstraint.Checked(expression, noInherit, enforced);
        }
        if (c.accept("GENERATED")) {
            return generated(c);
        }
        if (c.accept("REFERENCES")) {
            ConstraintAttributes attributes = new ConstraintAttributes();
            ForeignKey key = ConstraintReader.references(c, List.of(), false, attributes);
            if (attributes.isNotValid() || attributes.isNoInherit()) {
                throw c.notModelled();
            }
            return new ColumnConstraint.References(key, !attributes.isNotEnforced());
        }
        boolean primary = c.accept("PRIMARY KEY");
        if (!primary) {
            c.expect("UNIQUE");
        }
        boolean nullsNotDistinct = !primary && ConstraintReader.nullsNotDistinct(c);
        String parameters = ConstraintReader.parameters(c);
        String tablespace = ConstraintReader.tablespace(c);
        ConstraintAttributes attributes = new ConstraintAttributes().read(c);
        if (!attributes.isOnlyDeferral()) {
            throw c.notModelled();
        }
        return new ColumnConstraint.Key(primary, nullsNotDistinct, parameters, tablespace, attributes.deferral());
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
