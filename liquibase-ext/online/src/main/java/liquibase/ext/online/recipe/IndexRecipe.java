package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.IndexElement;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** An index: built concurrently, on each partition of a partitioned table. */
@AutoService(Recipe.class)
public final class IndexRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (command instanceof DropIndex drop) {
            return Optional.of(drop(given.known(), drop).online());
        }
        if (!(command instanceof CreateIndex index)) {
            return Optional.empty();
        }
        String name = index.name() == null ? given.known().chosenName(index) : index.name();
        Way byHand = given.known().isPartitioned(index.table())
                ? ByHand.buildByPartition(given.known(), index, name)
                : ByHand.build(Way.begin(), index, name);
        return Optional.of(Way.begin().change(form(index), byHand).online());
    }

    /**
     * A new index in the place of another one: built before the other is dropped.
     *
     * @param old the one that goes
     */
    public static Verdict.Online exchange(Known known, QualifiedName old, CreateIndex index) {
        String name = index.name() == null ? known.chosenName(index) : index.name();
        boolean sameName = name.equals(old.name());
        String first = sameName ? name + "_new" : name;
        Way way = ByHand.build(Way.begin(), index, first).outsideTransaction(concurrently(old));
        return (sameName
                        ? way.alone(new AlterIndex(index.table().sibling(first), false, new AlterIndex.RenameTo(name)))
                        : way)
                .online();
    }

    private static Way drop(Known known, DropIndex drop) {
        Way way = Way.begin();
        List<Command> commands = new ArrayList<>();
        for (QualifiedName index : drop.indexes()) {
            if (known.tableOf(index).filter(known::isPartitioned).isPresent()) {
                way.shortly(new DropIndex(false, false, List.of(index), false));
            } else {
                commands.add(concurrently(index));
            }
        }
        if (commands.isEmpty()) {
            return way;
        }
        Way byHand = Way.begin().statements(Stage.Mode.OUTSIDE_TRANSACTION, commands);
        return drop.indexes().size() > 1
                ? way.then(byHand)
                : way.change(form(drop.indexes().get(0)), byHand);
    }

    private static ChangeForm form(QualifiedName index) {
        return ChangeForm.of("dropIndexConcurrently", "schemaName", index.schema(), "indexName", index.name());
    }

    private static DropIndex concurrently(QualifiedName index) {
        return new DropIndex(true, true, List.of(index), false);
    }

    private static ChangeForm form(CreateIndex index) {
        QualifiedName table = index.table();
        ChangeForm form = ChangeForm.of(
                "createIndexConcurrently",
                table,
                "indexName",
                index.name(),
                "unique",
                ChangeForm.ifTrue(index.unique()),
                "using",
                index.method().equals(CreateIndex.DEFAULT_METHOD) ? null : index.method(),
                "include",
                String.join(", ", index.include()),
                "nullsNotDistinct",
                ChangeForm.ifTrue(index.nullsNotDistinct()),
                "with",
                index.parameters(),
                "tablespace",
                index.tablespace(),
                "where",
                index.where());
        for (String key : index.keys()) {
            String column = IndexElement.of(key).column();
            boolean descending = key.equals(Sql.name(column) + " DESC");
            boolean plain = !column.isEmpty() && (descending || key.equals(Sql.name(column)));
            form = form.column(
                    "name",
                    plain ? column : key,
                    "descending",
                    ChangeForm.ifTrue(descending),
                    "computed",
                    ChangeForm.ifTrue(!plain));
        }
        return form;
    }
}
