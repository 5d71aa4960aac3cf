package liquibase.ext.online.read;

import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AlterConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.AttachPartition;
import liquibase.ext.online.sql.ClusterOn;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DetachPartition;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.Inherit;
import liquibase.ext.online.sql.MoveAll;
import liquibase.ext.online.sql.OfType;
import liquibase.ext.online.sql.OwnerTo;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameColumn;
import liquibase.ext.online.sql.RenameConstraint;
import liquibase.ext.online.sql.RenameTable;
import liquibase.ext.online.sql.ReplicaIdentity;
import liquibase.ext.online.sql.SetAccessMethod;
import liquibase.ext.online.sql.SetConstraintInherit;
import liquibase.ext.online.sql.SetEnforced;
import liquibase.ext.online.sql.SetForeignOptions;
import liquibase.ext.online.sql.SetLogged;
import liquibase.ext.online.sql.SetRowSecurity;
import liquibase.ext.online.sql.SetRuleState;
import liquibase.ext.online.sql.SetSchema;
import liquibase.ext.online.sql.SetStorageParameters;
import liquibase.ext.online.sql.SetTablespace;
import liquibase.ext.online.sql.SetTriggerState;
import liquibase.ext.online.sql.SetWithoutOids;
import liquibase.ext.online.sql.ValidateConstraint;

/** ALTER TABLE. */
final class AlterTableReader {
    private static final Set<String> ENDS = Set.of(",");

    private AlterTableReader() {}

    /** What stands behind ALTER TABLE. */
    static Command read(Cursor c) {
        if (c.accept("ALL IN TABLESPACE")) {
            return new MoveAll(MoveAll.Kind.TABLE, c.rest());
        }
        boolean ifExists = c.accept("IF EXISTS");
        boolean only = c.accept("ONLY");
        QualifiedName table = c.qualifiedName();
        c.accept("*");
        return new AlterTable(table, ifExists, only, actions(c));
    }

    /** What is done to a table, or to what can be altered as one. */
    static List<AlterTable.Action> actions(Cursor c) {
        return c.listOf(() -> action(c));
    }

    private static AlterTable.Action action(Cursor c) {
        if (c.accept("ADD")) {
            return add(c);
        }
        if (c.accept("ALTER CONSTRAINT")) {
            return constraint(c);
        }
        if (c.accept("ALTER")) {
            return AlterColumnReader.read(c);
        }
        if (c.accept("VALIDATE CONSTRAINT")) {
            return new ValidateConstraint(c.name());
        }
        if (c.accept("DROP")) {
            return drop(c);
        }
        if (c.accept("RENAME")) {
            return rename(c);
        }
        if (c.accept("SET")) {
            return set(c);
        }
        if (c.accept("RESET")) {
            return new SetStorageParameters(true, c.textInParentheses());
        }
        if (c.accept("ATTACH PARTITION")) {
            return new AttachPartition(c.qualifiedName(), c.textUntil(ENDS));
        }
        if (c.accept("DETACH PARTITION")) {
            QualifiedName partition = c.qualifiedName();
            return new DetachPartition(
                    partition,
                    c.accept("CONCURRENTLY")
                            ? DetachPartition.Way.CONCURRENTLY
                            : c.accept("FINALIZE") ? DetachPartition.Way.FINALIZE : DetachPartition.Way.AT_ONCE);
        }
        return state(c);
    }

    private static AlterTable.Action constraint(Cursor c) {
        String name = c.name();
        boolean notEnforced = c.accept("NOT ENFORCED");
        if (notEnforced || c.accept("ENFORCED")) {
            return new SetEnforced(name, !notEnforced);
        }
        boolean noInherit = c.accept("NO INHERIT");
        if (noInherit || c.accept("INHERIT")) {
            return new SetConstraintInherit(name, !noInherit);
        }
        ConstraintAttributes attributes = new ConstraintAttributes().read(c);
        if (!attributes.isOnlyDeferral()) {
            throw c.notModelled();
        }
        return new AlterConstraint(name, attributes.deferral());
    }

    private static AlterTable.Action add(Cursor c) {
        if (ConstraintReader.isAtConstraint(c)) {
            return ConstraintReader.constraint(c);
        }
        c.accept("COLUMN");
        boolean ifNotExists = c.accept("IF NOT EXISTS");
        return new AddColumn(ifNotExists, ColumnReader.column(c));
    }

    private static AlterTable.Action drop(Cursor c) {
        boolean constraint = c.accept("CONSTRAINT");
        if (!constraint) {
            c.accept("COLUMN");
        }
        boolean ifExists = c.accept("IF EXISTS");
        String name = c.name();
        boolean cascade = cascade(c);
        return constraint ? new DropConstraint(name, ifExists, cascade) : new DropColumn(name, ifExists, cascade);
    }

    /** Whether it is for all that depends on it; RESTRICT is what is so anyway. */
    static boolean cascade(Cursor c) {
        boolean cascade = c.accept("CASCADE");
        if (!cascade) {
            c.accept("RESTRICT");
        }
        return cascade;
    }

    private static AlterTable.Action rename(Cursor c) {
        if (c.accept("TO")) {
            return new RenameTable(c.name());
        }
        boolean constraint = c.accept("CONSTRAINT");
        if (!constraint) {
            c.accept("COLUMN");
        }
        String name = c.name();
        c.expect("TO");
        return constraint ? new RenameConstraint(name, c.name()) : new RenameColumn(name, c.name());
    }

    private static AlterTable.Action set(Cursor c) {
        if (c.isAt("(")) {
            return new SetStorageParameters(false, c.textInParentheses());
        }
        if (c.accept("SCHEMA")) {
            return new SetSchema(c.name());
        }
        if (c.accept("TABLESPACE")) {
            return new SetTablespace(c.name());
        }
        if (c.accept("ACCESS METHOD")) {
            return new SetAccessMethod(c.name());
        }
        if (c.accept("WITHOUT CLUSTER")) {
            return new ClusterOn(null);
        }
        if (c.accept("WITHOUT OIDS")) {
            return new SetWithoutOids();
        }
        boolean unlogged = c.accept("UNLOGGED");
        if (!unlogged) {
            c.expect("LOGGED");
        }
        return new SetLogged(!unlogged);
    }

    private static String role(Cursor c) {
        int start = c.mark();
        c.name();
        return c.textFrom(start);
    }

    private static AlterTable.Action state(Cursor c) {
        if (c.accept("OWNER TO")) {
            return new OwnerTo(role(c));
        }
        if (c.accept("CLUSTER ON")) {
            return new ClusterOn(c.name());
        }
        if (c.accept("REPLICA IDENTITY")) {
            return new ReplicaIdentity(c.textUntil(ENDS));
        }
        boolean noInherit = c.accept("NO INHERIT");
        if (noInherit || c.accept("INHERIT")) {
            return new Inherit(!noInherit, c.qualifiedName());
        }
        for (SetRowSecurity.State state : SetRowSecurity.State.values()) {
            if (c.accept(state.name().replace('_', ' ') + " ROW LEVEL SECURITY")) {
                return new SetRowSecurity(state);
            }
        }
        if (c.accept("OPTIONS")) {
            return new SetForeignOptions(null, c.textInParentheses());
        }
        if (c.accept("OF")) {
            return new OfType(c.qualifiedName());
        }
        if (c.accept("NOT OF")) {
            return new OfType(null);
        }
        for (SetTriggerState.State state : SetTriggerState.State.values()) {
            if (c.accept(state.name().replace('_', ' ') + " RULE")) {
                return new SetRuleState(state, c.name());
            }
            if (c.accept(state.name().replace('_', ' ') + " TRIGGER")) {
                return new SetTriggerState(state, c.isAt("ALL") || c.isAt("USER") ? c.word() : c.name());
            }
        }
        throw c.notModelled();
    }
}
