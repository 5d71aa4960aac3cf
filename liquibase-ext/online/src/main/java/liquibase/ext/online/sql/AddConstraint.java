package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code ADD [CONSTRAINT name] definition [NOT VALID]}.
 *
 * @param name null lets PostgreSQL choose
 * @param notValid whether existing rows are left unchecked; only CHECK, FOREIGN KEY and, from 18, NOT NULL take it
 */
public record AddConstraint(@Nullable String name, Definition definition, boolean notValid)
        implements AlterTable.Action {

    /** The kind of constraint and what it demands. */
    public interface Definition {
        /** The text as it stands after the constraint's name. */
        String sql();

        /** What adding it does, with or without a look at the existing rows. */
        Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known);

        /** What it does to a partition when it is added to the parent. */
        default Footprint footprintOfPartition(
                QualifiedName partition, boolean notValid, PgVersion version, Known known) {
            return footprint(partition, notValid, version, known);
        }

        /** Whether only the index of a partition is built when the constraint is added to its parent: readers go on then. */
        default boolean buildsOnlyIndexOfPartition(QualifiedName partition, PgVersion version, Known known) {
            return false;
        }
    }

    /** A constraint that holds for existing rows too. */
    public static AddConstraint valid(@Nullable String name, Definition definition) {
        return new AddConstraint(name, definition, false);
    }

    /** A constraint that existing rows need not fulfil until it is validated. */
    public static AddConstraint notValid(@Nullable String name, Definition definition) {
        return new AddConstraint(name, definition, true);
    }

    @Override
    public String sql() {
        return "ADD " + (name == null ? "" : "CONSTRAINT " + Sql.name(name) + " ") + definition.sql()
                + (notValid ? " NOT VALID" : "");
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return definition.footprint(table, notValid, version, known);
    }

    @Override
    public Footprint footprintOfPartition(QualifiedName partition, PgVersion version, Known known) {
        return definition.buildsOnlyIndexOfPartition(partition, version, known)
                ? Footprint.of(partition, LockMode.SHARE, Work.INDEX_BUILD)
                : definition.footprintOfPartition(partition, notValid, version, known);
    }
}
