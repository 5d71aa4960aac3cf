package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * Indexes and unique constraints that partitions had before a change gave them to the whole table. They became parts of what
 * the whole has, from which PostgreSQL parts them no more, and go with it. So equal indexes are built beside them, and take
 * their place in the transaction that drops the whole.
 *
 * @param found what the change found on partitions
 */
record PartsBefore(List<Made> found) {
    private static final String SUFFIX = "idx";

    /** What stood before, but for indexes that became constraints, see {@link AdoptedIndex}. */
    static PartsBefore among(List<Made> made, List<Made> adopted) {
        return new PartsBefore(adopted.stream()
                .filter(PartsBefore::hasIndex)
                .filter(each -> made.stream().noneMatch(own -> own.isConstraintOf(each)))
                .filter(each -> made.stream()
                        .anyMatch(own -> hasIndex(own) && !own.table().equals(each.table())))
                .toList());
    }

    private static boolean hasIndex(Made made) {
        return made.kind() == Made.Kind.CONSTRAINT || made.kind() == Made.Kind.INDEX;
    }

    /** What else was found. */
    List<Made> others(List<Made> adopted) {
        return adopted.stream().filter(each -> !found.contains(each)).toList();
    }

    /** The steps before the index of the whole, or the constraint that owns it, is dropped. */
    List<Step> before(QualifiedName index) {
        return List.of(
                Step.of(
                        "check that nothing hangs on what partitions had before",
                        Verify.hazards(
                                AdoptedIndex.dependents("(SELECT c.oid, t.relid AS conindid" + parts(index) + ") AS c"),
                                "index " + index + " cannot be dropped",
                                "drop what hangs on it, or give the table another REPLICA IDENTITY")),
                Step.of(
                        "build what partitions had before",
                        new ForEach(
                                "SELECT n.nspname, x.relname, " + nameMeanwhile() + parts(index)
                                        + " AND t.isleaf ORDER BY 1, 2",
                                leaf -> List.of(build(leaf.name(), leaf.definition())),
                                List.of())));
    }

    /** Functions of the index may be shadowed in the author's search_path, where it is built. */
    private static Step build(QualifiedName leaf, String name) {
        return Step.of(
                "build an index like " + leaf,
                new ForEach(
                                "SELECT 'pg_catalog', 'like', pg_catalog.concat(pg_catalog.pg_get_indexdef(x.oid), ' TABLESPACE '"
                                        + " OPERATOR(pg_catalog.||) pg_catalog.quote_ident((SELECT s.spcname FROM"
                                        + " pg_catalog.pg_tablespace s WHERE s.oid OPERATOR(pg_catalog.=) x.reltablespace)::pg_catalog.text))"
                                        + " FROM pg_catalog.pg_class x WHERE x.oid OPERATOR(pg_catalog.=) "
                                        + CatalogText.oid(leaf),
                                like -> List.of(AdoptedIndex.build(name, like.definition())),
                                List.of())
                        .inAuthorsPath());
    }

    /**
     * Drops the whole, and gives back in the same transaction.
     *
     * @param there whether the whole is there
     */
    Step drop(String name, QualifiedName index, Command drop, Known known, Condition there) {
        return Step.of(
                        name,
                        new ForEach(
                                givesBack(index),
                                back -> List.of(Step.of(name, new Run(with(drop, back.definition()), known))),
                                List.of()))
                .doneWhen(there.not());
    }

    private static List<Command> with(Command drop, String definition) {
        List<Command> commands = new ArrayList<>(List.of(drop));
        commands.addAll(Definitions.commands(definition));
        return commands;
    }

    /** Gives one row: all that gives back as text, leaves first, as what has parts takes them. */
    private String givesBack(QualifiedName index) {
        String table = "format('%I.%I', n.nspname, r.relname)";
        String leaf =
                "CASE WHEN c.oid IS NULL THEN format('ALTER INDEX %I.%I RENAME TO %I', n.nspname, " + nameMeanwhile()
                        + ", x.relname) ELSE format('ALTER TABLE %s ADD CONSTRAINT %I UNIQUE USING INDEX %I', " + table
                        + ", x.relname, " + nameMeanwhile()
                        + ") || CASE WHEN c.condeferrable THEN ' DEFERRABLE' ELSE '' END || CASE WHEN c.condeferred THEN"
                        + " ' INITIALLY DEFERRED' ELSE '' END END";
        String whole =
                "CASE WHEN c.oid IS NULL THEN pg_get_indexdef(x.oid) ELSE format('ALTER TABLE ONLY %s ADD CONSTRAINT"
                        + " %I %s', " + table + ", x.relname, pg_get_constraintdef(c.oid)) END || (SELECT"
                        + " coalesce(string_agg(format('; ALTER INDEX %I.%I ATTACH PARTITION %I.%I', n.nspname, x.relname,"
                        + " pn.nspname, p.relname), '' ORDER BY h.inhrelid), '') FROM pg_inherits h JOIN pg_class p ON p.oid ="
                        + " h.inhrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhparent = x.oid)";
        return "SELECT NULL, 'parts', coalesce(string_agg(g.text, '; ' ORDER BY g.isleaf DESC, g.level DESC, g.relid), '')"
                + " FROM (SELECT t.isleaf, t.level, t.relid, CASE WHEN t.isleaf THEN " + leaf + " ELSE " + whole
                + " END AS text" + parts(index) + ") AS g";
    }

    /** Of the index of the whole, those parts that stood before, and the parts of these. */
    private String parts(QualifiedName index) {
        String stood = found.stream()
                .map(each -> "(" + CatalogText.oid(each.table()) + "::oid, " + Sql.literal(each.name()) + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        return " FROM pg_partition_tree(" + CatalogText.oid(index)
                + ") t JOIN pg_class x ON x.oid = t.relid JOIN pg_index i ON i.indexrelid = x.oid JOIN pg_class r ON r.oid ="
                + " i.indrelid JOIN pg_namespace n ON n.oid = x.relnamespace LEFT JOIN pg_constraint c ON c.conindid = x.oid AND c.conrelid = i.indrelid AND"
                + " c.contype IN ('u', 'p') WHERE EXISTS (SELECT FROM pg_partition_ancestors(t.relid) a JOIN pg_index ai ON"
                + " ai.indexrelid = a.relid JOIN pg_class ax ON ax.oid = a.relid JOIN (VALUES " + stood
                + ") AS stood (tab, name) ON stood.tab = ai.indrelid AND stood.name = ax.relname WHERE a.relid <> "
                + CatalogText.oid(index) + ")";
    }

    private static String nameMeanwhile() {
        return GeneratedName.sql("x.relname", List.of("before"), SUFFIX);
    }
}
