package liquibase.ext.online.recipe;

import java.util.Optional;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Delete;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.Unique;
import liquibase.ext.online.sql.Update;

/** Which change type does, without stopping anybody, what a command does in one go. */
final class OnlineForm {
    private OnlineForm() {}

    /** Its name; empty where there is none. */
    static Optional<String> of(Command command) {
        if (command instanceof CreateIndex) {
            return Optional.of("createIndexConcurrently");
        }
        if (command instanceof DropIndex) {
            return Optional.of("dropIndexConcurrently");
        }
        if (command instanceof Update) {
            return Optional.of("backfillInBatches");
        }
        if (command instanceof Delete) {
            return Optional.of("deleteInBatches");
        }
        return command instanceof AlterTable alter && alter.actions().size() == 1
                ? of(alter.actions().get(0))
                : Optional.empty();
    }

    private static Optional<String> of(AlterTable.Action action) {
        if (action instanceof AddColumn) {
            return Optional.of("addColumnOnline");
        }
        if (action instanceof SetNotNull) {
            return Optional.of("setNotNullValidated");
        }
        if (!(action instanceof AddConstraint added)) {
            return Optional.empty();
        }
        if (added.definition() instanceof ForeignKey) {
            return Optional.of("addForeignKeyValidated");
        }
        return added.definition() instanceof Unique ? Optional.of("addUniqueConcurrently") : Optional.empty();
    }
}
