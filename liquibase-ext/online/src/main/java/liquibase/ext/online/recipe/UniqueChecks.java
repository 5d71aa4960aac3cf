package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.Action.Trial;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Sql;

/** What can be known to forbid a unique constraint before anything is changed. */
final class UniqueChecks {
    private UniqueChecks() {}

    /** The looks that the columns need not stand for. */
    static List<Step> before(UniqueKey key) {
        return List.of(
                Step.of(
                        "check that the name " + key.name() + " is free",
                        Verify.objects(
                                key.nameTakenBy(),
                                "the name " + key.name() + " is taken by something else; asked for is "
                                        + key.constraint().sql(),
                                "give another constraintName, or drop or rename what has this one")),
                Step.of("check that no equal constraint has another name", otherName(key)),
                Step.of(
                        "check that the key can be unique across partitions",
                        IndexChecks.partitionKeys(
                                key.table(),
                                key.columns(),
                                "a " + key.what() + " on (" + Sql.names(key.columns()) + ")")),
                Step.of(
                        "check that the names are free in the partitions",
                        Verify.objects(
                                key.partitionNamesTakenBy(),
                                "%d names are taken by something else that constraints of partitions are to have",
                                "drop or rename what has them")),
                Step.of("check that indexes can be made beside the table", IndexChecks.mayCreate(key.table())));
    }

    /** Has the server judge the types, the tablespace and the rest of the definition. */
    static Step trial(UniqueKey key) {
        return Step.of(
                "try the constraint on an empty copy",
                new Trial(
                        key.table(),
                        copy -> List.of(AlterTable.of(copy, AddConstraint.valid(key.name(), key.constraint()))
                                .sql()),
                        copy -> List.of(),
                        "(" + Sql.names(key.columns()) + ") cannot be "
                                + (key.isPrimary() ? "the primary key" : "unique") + " as it is asked for",
                        "correct what the server names"));
    }

    private static Verify otherName(UniqueKey key) {
        return Verify.objects(
                key.otherConstraint(),
                "the constraint exists already, and not under the name " + key.name(),
                "rename it: ALTER TABLE " + key.table() + " RENAME CONSTRAINT … TO " + Sql.name(key.name())
                        + "; or leave constraintName out");
    }
}
