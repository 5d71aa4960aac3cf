package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Command;

/** A CHECK constraint: NOT VALID, which new rows must fulfil at once, and then validated. */
@AutoService(Recipe.class)
public final class CheckRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterTable alter)
                || !(alter.actions().get(0) instanceof AddConstraint add)
                || !(add.definition() instanceof Check check)) {
            return Optional.empty();
        }
        List<String> columns = given.known().columnsIn(alter.table(), check.expression());
        String name = add.name() == null
                ? given.known().chosenName(alter.table(), columns.size() == 1 ? columns : List.of(), "check")
                : add.name();
        Way byHand = ByHand.notValid(Way.begin(), alter.table(), name, check);
        ChangeForm form = ChangeForm.of(
                "addCheckValidated", alter.table(), "constraintName", name, "constraintBody", check.expression());
        return Optional.of(Way.begin().change(form, byHand).online());
    }
}
