package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.Optional;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameColumn;
import liquibase.ext.online.sql.Sql;

/** Another name of a column: a second column, for as long as some release knows the old one. */
@AutoService(Recipe.class)
public final class RenameRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterTable alter) || !(alter.actions().get(0) instanceof RenameColumn rename)) {
            return Optional.empty();
        }
        QualifiedName table = alter.table();
        String from = rename.column();
        String to = rename.newName();
        // A changeSet is judged when it has run.
        String type = given.known()
                .typeOf(table, from)
                .or(() -> given.known().typeOf(table, to))
                .orElse("");
        String advice = "Give the table a second column " + Sql.name(to) + ", keep it filled, and drop "
                + Sql.name(from) + " when no release uses it any more";
        return Optional.of(
                type.isEmpty()
                        ? Verdict.None.of(
                                "The type of " + Sql.name(from) + " is not known here.",
                                advice + ": addColumnOnline with the type of " + Sql.name(from)
                                        + ", a trigger, and backfillInBatches.")
                        : FilledColumn.add(
                                        Way.begin().note(advice + "."),
                                        table,
                                        to,
                                        type,
                                        Sql.name(from),
                                        "NEW." + Sql.name(from))
                                .instead("The running application knows the old name."));
    }
}
