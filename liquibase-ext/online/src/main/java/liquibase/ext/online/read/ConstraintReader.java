package liquibase.ext.online.read;

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
        AddConstraint.Definition definition = definition(c);
        boolean noInherit = false;
        boolean notValid = false;
        boolean notEnforced = false;
        boolean more = true;
        while (more) {
            if (c.accept("NOT VALID")) {
                notValid = true;
            } else if (c.accept("NO INHERIT")) {
                noInherit = true;
            } else if (c.accept("NOT ENFORCED")) {
                notEnforced = true;
            } else {
                more = c.accept("ENFORCED");
                if (more) {
                    c.doubt();
                }
            }
        }
        definition = noInherit ? new NoInherit(definition) : definition;
        return new AddConstraint(name, notEnforced ? new NotEnforced(definition) : definition, notValid);
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

    private static AddConstraint.Definition definition(Cursor c) {
        if (c.accept("CHECK")) {
            return new Check(c.expressionInParentheses());
        }
        if (c.accept("NOT NULL")) {
            return new NotNullConstraint(c.name());
        }
        if (c.accept("FOREIGN KEY")) {
            List<String> columns = c.namesInParentheses();
            c.expect("REFERENCES");
            return references(c, columns);
        }
        if (c.accept("UNIQUE USING INDEX")) {
            return new UniqueUsingIndex(c.name(), deferral(c));
        }
        if (c.accept("PRIMARY KEY USING INDEX")) {
            return new PrimaryKeyUsingIndex(c.name(), deferral(c));
        }
        if (c.accept("PRIMARY KEY")) {
            return new PrimaryKey(c.namesInParentheses(), include(c), tablespace(c), deferral(c));
        }
        if (c.accept("EXCLUDE")) {
            String text = c.textUntil(EXCLUDE_ENDS);
            return new Exclude(
                    text + (c.atEnd() || c.isAt(",") || c.isAt(")") ? "" : " " + c.textUntil(Set.of(",", ")"))));
        }
        c.expect("UNIQUE");
        boolean nullsNotDistinct = c.accept("NULLS NOT DISTINCT");
        List<String> columns = c.namesInParentheses();
        return new Unique(columns, include(c), nullsNotDistinct, tablespace(c), deferral(c));
    }

    /** What stands behind REFERENCES. */
    static ForeignKey references(Cursor c, List<String> columns) {
        QualifiedName table = c.qualifiedName();
        List<String> referenced = c.isAt("(") ? c.namesInParentheses() : List.of();
        ForeignKey.Action onDelete = ForeignKey.Action.NO_ACTION;
        ForeignKey.Action onUpdate = ForeignKey.Action.NO_ACTION;
        boolean more = true;
        while (more) {
            if (c.accept("ON DELETE")) {
                onDelete = action(c);
            } else if (c.accept("ON UPDATE")) {
                onUpdate = action(c);
            } else {
                more = c.accept("MATCH SIMPLE");
            }
        }
        // The attributes may come in any order: a NOT VALID before them is left for the caller to find.
        return new ForeignKey(columns, table, referenced, onDelete, onUpdate, deferral(c));
    }

    private static ForeignKey.Action action(Cursor c) {
        for (ForeignKey.Action action : ForeignKey.Action.values()) {
            if (c.accept(action.name().replace('_', ' '))) {
                return action;
            }
        }
        throw c.notModelled();
    }

    static List<String> include(Cursor c) {
        return c.accept("INCLUDE") ? c.namesInParentheses() : List.of();
    }

    private static @Nullable String tablespace(Cursor c) {
        return c.accept("USING INDEX TABLESPACE") ? c.name() : null;
    }

    /** The attributes on when it is checked; what is so anyway reads as nothing. */
    static Deferral deferral(Cursor c) {
        boolean deferrable = false;
        boolean deferred = false;
        int attributes = 0;
        boolean more = true;
        while (more) {
            attributes++;
            if (c.accept("DEFERRABLE")) {
                deferrable = true;
            } else if (c.accept("INITIALLY DEFERRED")) {
                deferred = true;
            } else {
                more = c.accept("NOT DEFERRABLE") || c.accept("INITIALLY IMMEDIATE");
            }
        }
        if (attributes > 2 && !(attributes == 3 && deferrable && deferred)) {
            c.doubt();
        }
        return Deferral.of(deferrable, deferred);
    }
}
