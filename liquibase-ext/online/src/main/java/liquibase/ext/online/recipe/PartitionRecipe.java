package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.AttachPartition;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreatePartition;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.DetachPartition;
import liquibase.ext.online.sql.QualifiedName;

/** Partitions: attached to what a CHECK has proved before, and detached concurrently. */
@AutoService(Recipe.class)
public final class PartitionRecipe implements Recipe {
    /** The first major with DETACH PARTITION … CONCURRENTLY. */
    private static final int DETACHES_CONCURRENTLY = 14;

    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (command instanceof CreatePartition create) {
            return Optional.of(create(given, create).online());
        }
        if (!(command instanceof AlterTable alter)) {
            return Optional.empty();
        }
        if (alter.actions().get(0) instanceof AttachPartition attach) {
            return Optional.of(attach(given, alter.table(), attach).online());
        }
        return alter.actions().get(0) instanceof DetachPartition detach && detach.way() == DetachPartition.Way.AT_ONCE
                ? Optional.of(detach(given, alter.table(), detach))
                : Optional.empty();
    }

    private static Way attach(Given given, QualifiedName parent, AttachPartition attach) {
        Way way = Way.begin();
        BoundCheck bound = new BoundCheck(given.known(), parent, attach.partition(), attach.bound());
        if (reads(given, AlterTable.of(parent, attach), attach.partition())) {
            bound.fits(way);
        }
        if (readsDefault(given, AlterTable.of(parent, attach), attach.partition())) {
            bound.fitsNot(way);
        }
        return way.shortly(AlterTable.of(parent, attach));
    }

    /** The weaker way: ATTACH PARTITION takes SHARE UPDATE EXCLUSIVE on the parent, which stops nobody. */
    private static Way create(Given given, CreatePartition create) {
        Way way = Way.begin();
        if (readsDefault(given, create, create.name())) {
            new BoundCheck(given.known(), create.parent(), create.name(), create.bound()).fitsNot(way);
        }
        CreateTable.Like like = new CreateTable.Like(
                create.parent(),
                "INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING STORAGE INCLUDING CONSTRAINTS INCLUDING INDEXES");
        way.shortly(
                new CreateTable(CreateTable.Persistence.PERMANENT, false, create.name(), List.of(like), List.of(), ""),
                AlterTable.of(create.parent(), new AttachPartition(create.name(), create.bound())));
        return create.elements().isEmpty() && create.options().isEmpty()
                ? way
                : way.note("Between the two it gets what this statement says of its own beside the bound.");
    }

    private static Verdict detach(Given given, QualifiedName parent, DetachPartition detach) {
        String limited = Limits.limit(true).sql() + ";  -- before it; ";
        if (given.versions().newest().major() < DETACHES_CONCURRENTLY) {
            return Verdict.None.of(
                    "Before PostgreSQL 14 there is one way only.",
                    limited + "the form that stops nobody begins with PostgreSQL 14");
        }
        if (given.known().defaultPartition(parent).isPresent()) {
            return Verdict.None.of(
                    "The rows of a default partition may belong there afterwards.",
                    limited + "CONCURRENTLY is refused while there is a default partition");
        }
        Way way = Way.begin()
                .outsideTransaction(AlterTable.of(
                        parent, new DetachPartition(detach.partition(), DetachPartition.Way.CONCURRENTLY)));
        return (given.versions().oldest().major() < DETACHES_CONCURRENTLY
                        ? way.note("PostgreSQL takes this from 14 on.")
                        : way)
                .online();
    }

    private static boolean reads(Given given, Command command, QualifiedName table) {
        return given.footprint(command).tables().entrySet().stream()
                .anyMatch(entry -> entry.getKey().equals(table.toString())
                        && entry.getValue().isBlocking());
    }

    private static boolean readsDefault(Given given, Command command, QualifiedName partition) {
        return given.footprint(command).tables().entrySet().stream()
                .anyMatch(entry -> !entry.getKey().equals(partition.toString())
                        && entry.getValue().work().growsWithTable());
    }
}
