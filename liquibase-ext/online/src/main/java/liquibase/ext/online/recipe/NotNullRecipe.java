package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.NotNullConstraint;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** NOT NULL: proved by a CHECK constraint up to PostgreSQL 17, NOT VALID from 18 on. */
@AutoService(Recipe.class)
public final class NotNullRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterTable alter)) {
            return Optional.empty();
        }
        AlterTable.Action action = alter.actions().get(0);
        if (action instanceof SetNotNull set) {
            return Optional.of(
                    prove(Way.begin(), given, alter.table(), set.column()).online());
        }
        return action instanceof AddConstraint add && add.definition() instanceof NotNullConstraint notNull
                ? Optional.of(Way.begin()
                        .change(
                                form(alter.table(), notNull.column(), add.name()),
                                notValid(given, alter.table(), notNull.column(), add.name()))
                        .online())
                : Optional.empty();
    }

    /** Makes a column NOT NULL. */
    static Way prove(Way way, Given given, QualifiedName table, String column) {
        return way.change(form(table, column, null), byHand(given, table, column));
    }

    private static ChangeForm form(QualifiedName table, String column, @Nullable String name) {
        return ChangeForm.of("setNotNullValidated", table, "columnName", column, "constraintName", name);
    }

    private static Way notValid(Given given, QualifiedName table, String column, @Nullable String name) {
        String constraint = name == null ? given.known().chosenName(table, List.of(column), "not_null") : name;
        return ByHand.notValid(Way.begin(), table, constraint, new NotNullConstraint(column));
    }

    private static Way byHand(Given given, QualifiedName table, String column) {
        if (given.versions().all(PgVersion::hasNotValidNotNull)) {
            return notValid(given, table, column, null);
        }
        String proof = given.known().chosenName(table, List.of(column), "proof");
        return ByHand.notValid(Way.begin(), table, proof, new Check(Sql.name(column) + " IS NOT NULL"))
                .shortly(
                        AlterTable.of(table, new SetNotNull(column)),
                        AlterTable.of(table, new DropConstraint(proof, false, false)));
    }
}
