package liquibase.ext.online.recipe;

import java.util.Optional;
import liquibase.ext.online.sql.Command;

/**
 * The online way of one family of commands, written down once for whoever needs it. It is as pure as a plan: what is known of
 * the database is {@link Given}. Recipes are found by {@code ServiceLoader}; one class adds one.
 */
public interface Recipe {
    /**
     * The verdict on a command that would stop others for as long as a table is large; empty where it is of another family.
     *
     * @param command an ALTER TABLE has one action only
     */
    Optional<? extends Verdict> verdict(Command command, Given given);
}
