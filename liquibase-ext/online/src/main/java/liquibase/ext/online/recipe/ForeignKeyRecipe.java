package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.Optional;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** A foreign key: NOT VALID under short locks of both tables, then validated under one that stops nobody. */
@AutoService(Recipe.class)
public final class ForeignKeyRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterTable alter)
                || !(alter.actions().get(0) instanceof AddConstraint add)
                || !(add.definition() instanceof ForeignKey key)) {
            return Optional.empty();
        }
        QualifiedName table = alter.table();
        String name = add.name() == null ? given.known().chosenName(table, key.columns(), "fkey") : add.name();
        boolean byPartition = given.known().isPartitioned(table)
                && !given.versions().all(PgVersion::hasNotValidForeignKeyOnPartitioned);
        Way byHand =
                byPartition ? byPartition(given, table, name, key) : ByHand.notValid(Way.begin(), table, name, key);
        return Optional.of((isKnown(key) ? Way.begin().change(form(table, name, key), byHand) : byHand).online());
    }

    /** The change type knows what the stock one does. */
    private static boolean isKnown(ForeignKey key) {
        return key.form().equals(ForeignKey.Form.PLAIN)
                && !key.referencedColumns().isEmpty();
    }

    private static ChangeForm form(QualifiedName table, String name, ForeignKey key) {
        return ChangeForm.of(
                "addForeignKeyValidated",
                "baseTableSchemaName",
                table.schema(),
                "baseTableName",
                table.name(),
                "baseColumnNames",
                String.join(", ", key.columns()),
                "constraintName",
                name,
                "referencedTableSchemaName",
                key.referencedTable().schema(),
                "referencedTableName",
                key.referencedTable().name(),
                "referencedColumnNames",
                String.join(", ", key.referencedColumns()),
                "onDelete",
                action(key.onDelete()),
                "onUpdate",
                action(key.onUpdate()),
                "deferrable",
                ChangeForm.ifTrue(key.deferral() != Deferral.NOT_DEFERRABLE),
                "initiallyDeferred",
                ChangeForm.ifTrue(key.deferral() == Deferral.INITIALLY_DEFERRED));
    }

    private static @Nullable String action(ForeignKey.Action action) {
        return action == ForeignKey.Action.NO_ACTION ? null : action.name().replace('_', ' ');
    }

    /** Before PostgreSQL 18 such a key cannot be NOT VALID, but it takes over those that its partitions have. */
    private static Way byPartition(Given given, QualifiedName table, String name, ForeignKey key) {
        Way way = Way.begin()
                .note("Before PostgreSQL 18 a foreign key of a partitioned table cannot be NOT VALID. Begin with the"
                        + " partitions; the parent takes their keys over.");
        return ByHand.eachPartition(
                        given.known(),
                        table,
                        way,
                        partition -> {
                            if (!given.known().isPartitioned(partition)) {
                                ByHand.notValid(way, partition, name, key);
                            }
                        },
                        "For each partition: add it NOT VALID, and validate it in a changeSet of its own.")
                .shortly(AlterTable.of(table, AddConstraint.valid(name, key)));
    }
}
