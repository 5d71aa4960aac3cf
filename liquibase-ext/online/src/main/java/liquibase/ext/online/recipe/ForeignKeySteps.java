package liquibase.ext.online.recipe;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.ForEach.Found;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Foreign keys that are dropped one by one, before what they hang on goes: each locks two tables, and these for no longer than
 * it takes. The catalog gives each as the command that would add it, which names both tables.
 */
final class ForeignKeySteps {
    private ForeignKeySteps() {}

    /**
     * Drops each foreign key that a condition picks; those of partitions go with that of the whole table.
     *
     * @param condition over {@code c}, a row of pg_constraint, everything in it being qualified
     */
    static ForEach drop(String condition) {
        return new ForEach(found(condition), found -> List.of(drop(found)), List.of());
    }

    /** The same, with statements in a script that psql writes and runs. */
    static ForEach drop(String condition, Settings settings) {
        return new ForEach(
                found(condition),
                found -> List.of(drop(found)),
                List.of("SELECT pg_catalog.format('BEGIN; SET LOCAL lock_timeout = ''"
                        + settings.locking().timeout().toMillis()
                        + "ms''; ALTER TABLE %I.%I DROP CONSTRAINT %I; COMMIT', n.nspname, t.relname, c.conname)\n"
                        + picked(condition)
                        + " \\gexec\n-- the query above wrote a statement for each foreign key, and psql ran them"));
    }

    /** Whether a table, given as an expression, is the one of that name, a partition of it or what inherits from it. */
    static String isPartOf(QualifiedName table, String oid) {
        return oid + " OPERATOR(pg_catalog.=) ANY (ARRAY" + CatalogText.family(table) + ")";
    }

    private static String found(String condition) {
        return "SELECT n.nspname, t.relname, pg_catalog.format('ALTER TABLE %I.%I ADD CONSTRAINT %I FOREIGN KEY (%s) REFERENCES"
                + " %I.%I', n.nspname, t.relname, c.conname, (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname),"
                + " ', ') FROM pg_catalog.pg_attribute a WHERE a.attrelid OPERATOR(pg_catalog.=) c.conrelid AND a.attnum"
                + " OPERATOR(pg_catalog.=) ANY (c.conkey)), (SELECT rn.nspname FROM pg_catalog.pg_namespace rn WHERE rn.oid"
                + " OPERATOR(pg_catalog.=) r.relnamespace), r.relname) "
                + picked(condition);
    }

    private static String picked(String condition) {
        return "FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_class t ON t.oid OPERATOR(pg_catalog.=) c.conrelid JOIN"
                + " pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) t.relnamespace JOIN pg_catalog.pg_class r ON r.oid"
                + " OPERATOR(pg_catalog.=) c.confrelid WHERE c.contype OPERATOR(pg_catalog.=) 'f' AND c.conparentid"
                + " OPERATOR(pg_catalog.=) 0::pg_catalog.oid AND " + condition + " ORDER BY c.oid";
    }

    private static Step drop(Found found) {
        AlterTable add = (AlterTable) new SqlReader((sql, tokens) -> Optional.empty())
                .read(found.definition())
                .get(0);
        AddConstraint added = (AddConstraint) add.actions().get(0);
        String name = String.valueOf(added.name());
        QualifiedName referenced = ((ForeignKey) added.definition()).referencedTable();
        Known known = new Known() {
            @Override
            public Optional<QualifiedName> referencedBy(QualifiedName table, String constraint) {
                return table.equals(add.table()) && constraint.equals(name)
                        ? Optional.of(referenced)
                        : Optional.empty();
            }
        };
        return Step.of(
                        "drop foreign key " + Sql.name(name) + " of " + add.table() + " to " + referenced,
                        new Run(List.of(AlterTable.of(add.table(), new DropConstraint(name, false, false))), known))
                .doneWhen(Conditions.hasConstraint(add.table(), name).not());
    }
}
