package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.Exclude;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.NoInherit;
import liquibase.ext.online.sql.NotEnforced;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.PrimaryKeyUsingIndex;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.TemporalKey;
import liquibase.ext.online.sql.Unique;
import liquibase.ext.online.sql.UniqueUsingIndex;
import org.jspecify.annotations.Nullable;

/** Constraints of a table, and the attributes that may follow them in any order. */
final class ConstraintReader {
    private static final Set<String> EXCLUDE_ENDS = Set.of("DEFERRABLE", "NOT", "INITIALLY", ",", ")");

    private ConstraintReader() {}

    /** What stands behind ADD, without that word. */
    static AddConstraint constraint(Cursor c) {
        String name = c.accept("CONSTRAINT") ? c.name() : null;
        ConstraintAttributes attributes = new ConstraintAttributes();
        AddConstraint.Definition definition = definition(c, attributes);
        boolean check = definition instanceof Check || definition instanceof NotNullConstraint;
        boolean foreign = definition instanceof ForeignKey;
        if ((attributes.isNoInherit() && !check)
                || (attributes.isDeferrable() && check)
                || (attributes.isNotValid() && !check && !foreign)
                || (attributes.isNotEnforced() && !foreign && !(definition instanceof Check))) {
            throw c.notModelled();
        }
        definition = attributes.isNoInherit() ? new NoInherit(definition) : definition;
        definition = attributes.isNotEnforced() ? new NotEnforced(definition) : definition;
        return new AddConstraint(name, definition, attributes.isNotValid());
    }

    static boolean isAtConstraint(Cursor c) {
        return c.isAt("CONSTRAINT")
                || c.isAt("CHECK (")
                || c.isAt("UNIQUE (")
                || c.isAt("UNIQUE USING")
                || c.isAt("UNIQUE NULLS")
                || c.isAt("PRIMARY KEY")
                || c.isAt("FOREIGN KEY")
                || c.isAt("EXCLUDE USING")
                || c.isAt("EXCLUDE (")
                || c.isAt("NOT NULL");
    }

    private static AddConstraint.Definition definition(Cursor c, ConstraintAttributes attributes) {
        if (c.accept("CHECK")) {
            Check check = new Check(c.expressionInParentheses());
            attributes.read(c);
            return check;
        }
        if (c.accept("NOT NULL")) {
            NotNullConstraint notNull = new NotNullConstraint(c.name());
            attributes.read(c);
            return notNull;
        }
        if (c.accept("FOREIGN KEY")) {
            return foreignKey(c, attributes);
        }
        if (c.accept("UNIQUE USING INDEX")) {
            return new UniqueUsingIndex(c.name(), attributes.read(c).deferral());
        }
        if (c.accept("PRIMARY KEY USING INDEX")) {
            return new PrimaryKeyUsingIndex(c.name(), attributes.read(c).deferral());
        }
        if (c.accept("PRIMARY KEY")) {
            return key(c, true, attributes);
        }
        if (c.accept("EXCLUDE")) {
            String text = c.textUntil(EXCLUDE_ENDS);
            return new Exclude(
                    text + (c.atEnd() || c.isAt(",") || c.isAt(")") ? "" : " " + c.textUntil(Set.of(",", ")"))));
        }
        c.expect("UNIQUE");
        return key(c, false, attributes);
    }

    private static AddConstraint.Definition key(Cursor c, boolean primary, ConstraintAttributes attributes) {
        boolean nullsNotDistinct = !primary && nullsNotDistinct(c);
        c.expect("(");
        List<String> columns = c.listOf(c::name);
        boolean temporal = c.accept("WITHOUT OVERLAPS");
        c.expect(")");
        List<String> include = include(c);
        String parameters = parameters(c);
        String tablespace = tablespace(c);
        Deferral deferral = attributes.read(c).deferral();
        if (temporal) {
            int last = columns.size() - 1;
            if (last == 0 || nullsNotDistinct) {
                throw c.notModelled();
            }
            return new TemporalKey(
                    primary, columns.subList(0, last), columns.get(last), include, parameters, tablespace, deferral);
        }
        return primary
                ? new PrimaryKey(columns, include, parameters, tablespace, deferral)
                : new Unique(columns, include, nullsNotDistinct, parameters, tablespace, deferral);
    }

    private static ForeignKey foreignKey(Cursor c, ConstraintAttributes attributes) {
        List<String> columns = new ArrayList<>();
        boolean period = columnsWithPeriod(c, columns);
        c.expect("REFERENCES");
        return references(c, columns, period, attributes);
    }

    /** Names between parentheses, before the last of which PERIOD may stand; whether it does. */
    private static boolean columnsWithPeriod(Cursor c, List<String> columns) {
        boolean period = false;
        c.expect("(");
        do {
            boolean named = c.peek(1).is(",") || c.peek(1).is(")");
            period = !named && !columns.isEmpty() && c.accept("PERIOD");
            columns.add(c.name());
        } while (!period && c.accept(","));
        c.expect(")");
        return period;
    }

    /** What stands behind REFERENCES. */
    static ForeignKey references(Cursor c, List<String> columns, boolean period, ConstraintAttributes attributes) {
        QualifiedName table = c.qualifiedName();
        List<String> referenced = new ArrayList<>();
        if (c.isAt("(") && columnsWithPeriod(c, referenced) != period) {
            throw c.notModelled();
        }
        boolean matchFull = c.accept("MATCH FULL");
        if (!matchFull) {
            c.accept("MATCH SIMPLE");
        }
        ForeignKey.Action onDelete = ForeignKey.Action.NO_ACTION;
        ForeignKey.Action onUpdate = ForeignKey.Action.NO_ACTION;
        List<String> emptied = List.of();
        boolean more = true;
        while (more) {
            if (c.accept("ON DELETE")) {
                onDelete = action(c);
                boolean empties = onDelete == ForeignKey.Action.SET_NULL || onDelete == ForeignKey.Action.SET_DEFAULT;
                emptied = empties && c.isAt("(") ? c.namesInParentheses() : List.of();
            } else {
                more = c.accept("ON UPDATE");
                onUpdate = more ? action(c) : onUpdate;
            }
        }
        ForeignKey.Form form = new ForeignKey.Form(period, matchFull, emptied);
        Deferral deferral = attributes.read(c).deferral();
        return new ForeignKey(columns, table, referenced, form, onDelete, onUpdate, deferral);
    }

    private static ForeignKey.Action action(Cursor c) {
        for (ForeignKey.Action action : ForeignKey.Action.values()) {
            if (c.accept(action.name().replace('_', ' '))) {
                return action;
            }
        }
        throw c.notModelled();
    }

    static boolean nullsNotDistinct(Cursor c) {
        return !c.accept("NULLS DISTINCT") && c.accept("NULLS NOT DISTINCT");
    }

    static List<String> include(Cursor c) {
        return c.accept("INCLUDE") ? c.namesInParentheses() : List.of();
    }

    /** Storage parameters. */
    static @Nullable String parameters(Cursor c) {
        return c.accept("WITH") ? c.textInParentheses() : null;
    }

    static @Nullable String tablespace(Cursor c) {
        return c.accept("USING INDEX TABLESPACE") ? c.name() : null;
    }
}
