package liquibase.ext.online.lint.judge;

import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AddEnumValue;
import liquibase.ext.online.sql.AddIdentity;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.AttachPartition;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.CreateMaterializedView;
import liquibase.ext.online.sql.CreateObject;
import liquibase.ext.online.sql.CreatePartition;
import liquibase.ext.online.sql.CreatePolicy;
import liquibase.ext.online.sql.CreateRule;
import liquibase.ext.online.sql.CreateStatistics;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.CreateTableAs;
import liquibase.ext.online.sql.CreateTrigger;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.DetachPartition;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropIdentity;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.DropObject;
import liquibase.ext.online.sql.DropOnTable;
import liquibase.ext.online.sql.DropSequence;
import liquibase.ext.online.sql.DropTable;
import liquibase.ext.online.sql.DropView;
import liquibase.ext.online.sql.RenameColumn;
import liquibase.ext.online.sql.RenameConstraint;
import liquibase.ext.online.sql.RenameSequence;
import liquibase.ext.online.sql.RenameTable;
import liquibase.ext.online.sql.RenameType;
import liquibase.ext.online.sql.RenameView;
import liquibase.ext.online.sql.SetSchema;

/** Whether a command succeeds once more when it has succeeded before. */
public final class Repeatable {
    private Repeatable() {}

    public static boolean is(Command command) {
        return command instanceof AlterTable alter ? isEvery(alter) : !makes(command) && !takesAway(command);
    }

    private static boolean isEvery(AlterTable alter) {
        for (AlterTable.Action action : alter.actions()) {
            if (!is(action)) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(AlterTable.Action action) {
        if (action instanceof AddColumn add) {
            return add.ifNotExists();
        }
        if (action instanceof DropColumn drop) {
            return drop.ifExists();
        }
        if (action instanceof DropConstraint drop) {
            return drop.ifExists();
        }
        if (action instanceof DropIdentity drop) {
            return drop.ifExists();
        }
        return !(action instanceof AddConstraint
                || action instanceof AddIdentity
                || action instanceof AttachPartition
                || action instanceof DetachPartition
                || action instanceof RenameColumn
                || action instanceof RenameConstraint
                || action instanceof RenameTable
                || action instanceof SetSchema);
    }

    private static boolean makes(Command command) {
        if (command instanceof CreateTable create) {
            return !create.ifNotExists();
        }
        if (command instanceof CreateTableAs create) {
            return !create.ifNotExists();
        }
        if (command instanceof CreatePartition create) {
            return !create.ifNotExists();
        }
        if (command instanceof CreateIndex create) {
            return create.name() != null && !create.ifNotExists();
        }
        if (command instanceof CreateView create) {
            return !create.orReplace();
        }
        if (command instanceof CreateMaterializedView create) {
            return !create.ifNotExists();
        }
        if (command instanceof CreateFunction create) {
            return !create.orReplace();
        }
        if (command instanceof CreateTrigger create) {
            return !create.orReplace();
        }
        if (command instanceof CreateRule create) {
            return !create.orReplace();
        }
        if (command instanceof CreateObject create) {
            return !create.definition().regionMatches(true, 0, "IF NOT EXISTS", 0, 13);
        }
        if (command instanceof AddEnumValue add) {
            return !add.ifNotExists();
        }
        return command instanceof CreatePolicy || command instanceof CreateStatistics;
    }

    private static boolean takesAway(Command command) {
        if (command instanceof DropTable drop) {
            return !drop.ifExists();
        }
        if (command instanceof DropIndex drop) {
            return !drop.ifExists();
        }
        if (command instanceof DropView drop) {
            return !drop.ifExists();
        }
        if (command instanceof DropSequence drop) {
            return !drop.ifExists();
        }
        if (command instanceof DropObject drop) {
            return !drop.ifExists();
        }
        if (command instanceof DropOnTable drop) {
            return !drop.ifExists();
        }
        return command instanceof RenameView || command instanceof RenameSequence || command instanceof RenameType;
    }
}
