package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.Optional;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Exclude;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.TemporalKey;

/** Constraints that PostgreSQL adds in one go only. */
@AutoService(Recipe.class)
public final class ExclusionRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterTable alter) || !(alter.actions().get(0) instanceof AddConstraint add)) {
            return Optional.empty();
        }
        if (add.definition() instanceof Exclude) {
            return Optional.of(none(alter.table(), "an exclusion constraint"));
        }
        return add.definition() instanceof TemporalKey
                ? Optional.of(none(alter.table(), "a key WITHOUT OVERLAPS"))
                : Optional.empty();
    }

    private static Verdict none(QualifiedName table, String constraint) {
        return Verdict.None.of(
                "PostgreSQL has no way to add " + constraint
                        + " beside a running application: it takes neither NOT VALID nor USING INDEX.",
                "Make a new table that has it from the start, and let the application write there; or add it in a"
                        + " maintenance window, after a look at how long it takes on a copy of " + table + ".");
    }
}
