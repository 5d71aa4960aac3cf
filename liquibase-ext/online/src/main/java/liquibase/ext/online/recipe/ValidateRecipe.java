package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.Optional;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.ValidateConstraint;

/** VALIDATE CONSTRAINT: in a transaction of its own, so that it holds no lock but its own. */
@AutoService(Recipe.class)
public final class ValidateRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        return command instanceof AlterTable alter && alter.actions().get(0) instanceof ValidateConstraint
                ? Optional.of(Way.begin().alone(alter).online())
                : Optional.empty();
    }
}
