package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterColumnType;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropView;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** Another type of a column: a second column where rows would be rewritten, else without what is computed from it. */
@AutoService(Recipe.class)
public final class TypeRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterTable alter) || !(alter.actions().get(0) instanceof AlterColumnType change)) {
            return Optional.empty();
        }
        QualifiedName table = alter.table();
        List<QualifiedName> views = new ArrayList<>(given.known().viewsOn(table, change.column()));
        if (!views.isEmpty()) {
            Collections.reverse(views);
            return Optional.of(withoutViews(given.known(), table, change, views).online());
        }
        Set<QualifiedName> linked = given.known().linkedBy(table, change.column());
        if (!linked.isEmpty()) {
            return Optional.of(secondColumn(table, change)
                    .note("Then the same for the other end, a unique constraint on the column that is referred to"
                            + " (addUniqueConcurrently), and a foreign key of the two new columns: NOT VALID"
                            + " first, then VALIDATE CONSTRAINT in a changeSet of its own.")
                    .instead("A foreign key ties the column to another one of the same type."));
        }
        boolean rewrites = given.footprint(command).tables().values().stream()
                .anyMatch(touch -> touch.work() == Work.TABLE_REWRITE);
        if (rewrites) {
            return Optional.of(secondColumn(table, change).instead("The new type has other bytes in every row."));
        }
        List<CreateIndex> indexes = given.known().indexesWith(table, change.column());
        List<AddConstraint> checks = given.known().checksOn(table, change.column());
        Way way = withoutDependents(table, change, indexes, checks);
        return Optional.of(
                indexes.isEmpty() && checks.isEmpty()
                        ? way.instead("What is computed from " + change.column() + " is not known here.")
                        : way.online());
    }

    private static Way secondColumn(QualifiedName table, AlterColumnType change) {
        String old = change.column();
        String cast = " AS " + SqlTypes.written(change.type()) + ")";
        String using = change.using();
        boolean plain = using == null || !change.computes();
        String value = plain ? "CAST(" + Sql.name(old) + cast : String.valueOf(using);
        return FilledColumn.add(
                Way.begin()
                        .note(
                                "Fill a second column, and let a release of the application go over to it before the old one is"
                                        + " dropped."),
                table,
                old + "_new",
                change.type(),
                value,
                plain ? "CAST(NEW." + Sql.name(old) + cast : FilledColumn.ofNewRow(table, value));
    }

    private static Way withoutDependents(
            QualifiedName table, AlterColumnType change, List<CreateIndex> indexes, List<AddConstraint> checks) {
        List<Command> drops = indexes.stream()
                .map(index -> ByHand.dropLeftover(table, String.valueOf(index.name())))
                .toList();
        List<Command> alter = new ArrayList<>();
        List<Command> give = new ArrayList<>();
        List<String> validated = new ArrayList<>();
        for (AddConstraint check : checks) {
            String name = String.valueOf(check.name());
            alter.add(AlterTable.of(table, new DropConstraint(name, false, false)));
            give.add(AlterTable.of(table, AddConstraint.notValid(name, check.definition())));
            validated.add(name);
        }
        Way way = Way.begin()
                .note("Take away what is computed from " + change.column()
                        + " first, and give it back behind the change.");
        if (!drops.isEmpty()) {
            way.statements(Stage.Mode.OUTSIDE_TRANSACTION, drops);
        }
        alter.add(AlterTable.of(table, change));
        alter.addAll(give);
        way.statements(Stage.Mode.SHORTLY, alter);
        validated.forEach(name -> ByHand.validated(way, table, name));
        List<Command> builds = new ArrayList<>();
        for (int i = 0; i < indexes.size(); i++) {
            builds.add(drops.get(i));
            builds.add(indexes.get(i).concurrently(String.valueOf(indexes.get(i).name())));
        }
        return builds.isEmpty() ? way : way.statements(Stage.Mode.OUTSIDE_TRANSACTION, builds);
    }

    /** One changeSet, so that nobody misses the views. */
    private static Way withoutViews(
            Known known, QualifiedName table, AlterColumnType change, List<QualifiedName> views) {
        List<Command> all = new ArrayList<>();
        List<Command> again = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (QualifiedName view : views) {
            all.add(new DropView(known.isMaterialized(view), false, List.of(view), false));
            known.definitionOf(view)
                    .ifPresentOrElse(definition -> again.add(0, definition), () -> unknown.add(view.toString()));
        }
        all.add(AlterTable.of(table, change));
        all.addAll(again);
        Way way = Way.begin()
                .note("Drop the views, change the type, and make the views again with the rights on them, all in one"
                        + " changeSet, so that nobody misses them.")
                .statements(Stage.Mode.SHORTLY, all);
        return unknown.isEmpty()
                ? way
                : way.note("Behind that, there, make " + Words.list(unknown)
                        + " again: pg_get_viewdef shows how, as long as it is there.");
    }
}
