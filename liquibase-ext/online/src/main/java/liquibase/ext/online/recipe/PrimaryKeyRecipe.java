package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.PrimaryKeyUsingIndex;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** A primary key: its columns proved NOT NULL, its index built concurrently, and then made the key's. */
@AutoService(Recipe.class)
public final class PrimaryKeyRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterTable alter) || !(alter.actions().get(0) instanceof AddConstraint add)) {
            return Optional.empty();
        }
        if (add.definition() instanceof PrimaryKeyUsingIndex ready) {
            return Optional.of(
                    fromIndex(given, alter.table(), add.name(), ready).online());
        }
        return add.definition() instanceof PrimaryKey key
                ? Optional.of(way(given, alter.table(), add.name(), key).online())
                : Optional.empty();
    }

    /** The change type knows no columns beside the key and no storage parameters, and takes no other key's place. */
    private static Way way(Given given, QualifiedName table, @Nullable String name, PrimaryKey key) {
        Way byHand = add(Way.begin(), given, table, name, key);
        if (!key.include().isEmpty()
                || key.parameters() != null
                || key.deferral() != Deferral.NOT_DEFERRABLE
                || !ByHand.dropsOfKey(given, table).isEmpty()) {
            return byHand;
        }
        ChangeForm form = ChangeForm.of(
                "addPrimaryKeyConcurrently",
                table,
                "columnNames",
                String.join(", ", key.columns()),
                "constraintName",
                name,
                "tablespace",
                key.tablespace());
        return given.known().isPartitioned(table)
                ? Way.begin().change(form)
                : Way.begin().change(form, byHand);
    }

    /** The columns that the server would have to look at. */
    public static List<String> nullable(Known known, QualifiedName table, List<String> columns) {
        return columns.stream()
                .filter(column -> !known.isNotNull(table, column) && !known.provesNotNull(table, column))
                .toList();
    }

    private static Way fromIndex(Given given, QualifiedName table, @Nullable String name, PrimaryKeyUsingIndex ready) {
        List<String> columns = given.known().columnsOf(table.sibling(ready.index()));
        Way way = Way.begin();
        nullable(given.known(), table, columns).forEach(column -> NotNullRecipe.prove(way, given, table, column));
        if (columns.isEmpty()) {
            way.note("First set each column of the index " + ready.index() + " NOT NULL, with setNotNullValidated.");
        }
        return ByHand.exchange(
                way, ByHand.dropsOfKey(given, table), AlterTable.of(table, AddConstraint.valid(name, ready)));
    }

    static Way add(Way way, Given given, QualifiedName table, @Nullable String chosen, PrimaryKey key) {
        nullable(given.known(), table, key.columns()).forEach(column -> NotNullRecipe.prove(way, given, table, column));
        return build(way, given, table, chosen, key);
    }

    /** The key of columns that hold no NULL. */
    static Way build(Way way, Given given, QualifiedName table, @Nullable String chosen, PrimaryKey key) {
        Known known = given.known();
        String name = chosen == null ? known.chosenName(table, List.of(), "pkey") : chosen;
        List<Command> drops = ByHand.dropsOfKey(given, table);
        if (!known.isPartitioned(table)) {
            return built(way, drops, table, name, key);
        }
        ByHand.exchange(way, drops, AlterTable.only(table, AddConstraint.valid(name, key)));
        Map<QualifiedName, String> names = new HashMap<>(Map.of(table, name));
        return ByHand.eachPartition(
                known,
                table,
                way,
                partition -> {
                    String own = known.chosenName(partition, List.of(), "pkey");
                    names.put(partition, own);
                    if (known.isPartitioned(partition)) {
                        way.shortly(AlterTable.only(partition, AddConstraint.valid(own, key)));
                    } else {
                        built(way, List.of(), partition, own, key);
                    }
                    way.shortly(ByHand.attach(known, partition, own, names));
                },
                ByHand.ATTACH_EACH);
    }

    /** The present key's index may have the name still when the new one is built. */
    private static Way built(Way way, List<Command> drops, QualifiedName table, String name, PrimaryKey key) {
        String index = drops.isEmpty() ? name : name + "_new";
        CreateIndex built = CreateIndex.ofKey(
                table, index, key.columns(), key.include(), false, key.parameters(), key.tablespace());
        return ByHand.exchange(
                ByHand.build(way, built, index),
                drops,
                AlterTable.of(table, AddConstraint.valid(name, new PrimaryKeyUsingIndex(index, key.deferral()))));
    }
}
