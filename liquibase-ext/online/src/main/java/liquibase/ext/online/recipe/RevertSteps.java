package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropDefault;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Takes back what a change made, from what was kept of it and without its changelog: foreign keys first, which lock a second
 * table, the last one before the others, as it may have taken over those of partitions; then other constraints in the order in which they came, as the parts of a partitioned one go with the whole, then
 * indexes, and columns with what hangs on them. What it found stays, or is there again.
 *
 * @param adopted what it found, equal to what it wanted
 */
public record RevertSteps(List<Made> made, List<Made> adopted) {
    public RevertSteps {
        made = List.copyOf(made);
        adopted = List.copyOf(adopted);
    }

    /** The steps; what is gone already is skipped. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        PartsBefore parts = PartsBefore.among(made, adopted);
        List<AdoptedIndex> indexes = AdoptedIndex.among(made, parts.others(adopted));
        indexes.stream().filter(index -> index.goesWith(made)).forEach(index -> steps.addAll(index.before()));
        for (int last = made.size() - 1; last >= 0; last--) {
            if (isForeignKey(made.get(last))) {
                steps.add(dropConstraint(made.get(last)));
            }
        }
        othersLastFirst().forEach(constraint -> steps.addAll(dropUnique(constraint, parts)));
        indexes.forEach(index -> steps.addAll(index.after()));
        of(Made.Kind.INDEX).forEach(index -> steps.addAll(dropIndex(index, parts)));
        of(Made.Kind.INDEX_NAME).forEach(name -> steps.add(renameBack(name)));
        made.stream().filter(each -> isOnColumnThatStays(each)).forEach(each -> steps.addAll(reset(each)));
        of(Made.Kind.COLUMN).forEach(column -> steps.add(dropColumn(column)));
        return steps;
    }

    /** Table by table, as what is part of another table's goes with that; and a key before the NOT NULL that it needs. */
    private List<Made> othersLastFirst() {
        Map<QualifiedName, List<Made>> byTable = new LinkedHashMap<>();
        of(Made.Kind.CONSTRAINT).stream()
                .filter(each -> !isForeignKey(each))
                .forEach(each -> byTable.computeIfAbsent(each.table(), table -> new ArrayList<>())
                        .add(0, each));
        return byTable.values().stream().flatMap(List::stream).toList();
    }

    private List<Made> of(Made.Kind kind) {
        return made.stream().filter(each -> each.kind() == kind).toList();
    }

    private static boolean isForeignKey(Made each) {
        return each.kind() == Made.Kind.CONSTRAINT && !each.detail().isEmpty();
    }

    private boolean isOnColumnThatStays(Made each) {
        Set<Made.Kind> ofColumn = EnumSet.of(Made.Kind.DEFAULT, Made.Kind.NOT_NULL);
        return ofColumn.contains(each.kind())
                && of(Made.Kind.COLUMN).stream()
                        .noneMatch(column -> column.table().equals(each.table())
                                && column.name().equals(each.name()));
    }

    private static Step dropConstraint(Made constraint) {
        Known known = new Known() {
            @Override
            public Optional<QualifiedName> referencedBy(QualifiedName table, String name) {
                return constraint.detail().isEmpty()
                        ? Optional.empty()
                        : Optional.of(QualifiedName.parse(constraint.detail()));
            }
        };
        return step(
                "drop " + constraint,
                new Run(
                        List.of(AlterTable.of(constraint.table(), new DropConstraint(constraint.name(), false, false))),
                        known),
                Conditions.hasConstraint(constraint.table(), constraint.name()));
    }

    /** What partitions had before a unique constraint took it in is there again. */
    private static List<Step> dropUnique(Made constraint, PartsBefore parts) {
        if (parts.found().isEmpty()) {
            return List.of(dropConstraint(constraint));
        }
        QualifiedName index = constraint.table().sibling(constraint.name());
        List<Step> steps = new ArrayList<>(parts.before(index));
        steps.add(parts.drop(
                "drop " + constraint,
                index,
                AlterTable.of(constraint.table(), new DropConstraint(constraint.name(), false, false)),
                Known.NOTHING,
                Conditions.hasConstraint(constraint.table(), constraint.name())));
        return steps;
    }

    private static List<Step> dropIndex(Made made, PartsBefore parts) {
        QualifiedName index = made.table().sibling(made.name());
        Condition onParent = Conditions.partitioned(made.table());
        if (parts.found().isEmpty()) {
            return IndexSteps.drop(made.table(), index, onParent);
        }
        List<Step> steps = new ArrayList<>();
        parts.before(index).forEach(step -> steps.add(step.when(onParent)));
        steps.add(IndexSteps.dropOfParent(made.table(), index, parts).when(onParent));
        steps.add(IndexSteps.dropAlone(made.table(), index).when(onParent.not()));
        return steps;
    }

    /** The index that was there before gets its name back. */
    private static Step renameBack(Made made) {
        QualifiedName now = made.table().sibling(made.name());
        return step(
                "give index " + now + " its name " + Sql.name(made.detail()) + " back",
                run(new AlterIndex(now, false, new AlterIndex.RenameTo(made.detail()))),
                Conditions.relationExists(now));
    }

    private List<Step> reset(Made made) {
        return made.kind() == Made.Kind.DEFAULT
                ? List.of(step(
                        "drop " + made,
                        run(AlterTable.of(made.table(), new DropDefault(made.name()))),
                        Conditions.hasDefault(made.table(), made.name())))
                : NotNullBefore.among(made, adopted).drop();
    }

    private static Step dropColumn(Made column) {
        return step(
                "drop " + column,
                run(AlterTable.of(column.table(), new DropColumn(column.name(), false, false))),
                Conditions.columnExists(column.table(), column.name()));
    }

    private static Run run(Command command) {
        return new Run(List.of(command), Known.NOTHING);
    }

    private static Step step(String name, Run run, Condition there) {
        return Step.of(name, run).doneWhen(there.not());
    }
}
