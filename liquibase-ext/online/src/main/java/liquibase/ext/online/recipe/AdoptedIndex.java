package liquibase.ext.online.recipe;

import java.util.List;
import liquibase.ext.online.plan.Action.Build;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.sql.AlterIndex;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * An index that stood before a change turned it into its constraint. PostgreSQL drops it with the constraint; so an equal
 * one is built while the constraint stands, and keys are unique all the time.
 *
 * @param constraint it became, and so bears the name of
 * @param name it had before
 */
record AdoptedIndex(QualifiedName table, String constraint, String name) {

    /** Those of which no constraint stood before. */
    static List<AdoptedIndex> among(List<Made> made, List<Made> adopted) {
        return adopted.stream()
                .filter(each -> each.kind() == Made.Kind.INDEX
                        && adopted.stream().noneMatch(other -> other.isConstraintOf(each)))
                .map(index -> new AdoptedIndex(index.table(), index.name(), nameBefore(index, made)))
                .toList();
    }

    private static String nameBefore(Made index, List<Made> made) {
        return made.stream()
                .filter(each -> each.kind() == Made.Kind.INDEX_NAME && each.isNameOf(index))
                .map(Made::detail)
                .findFirst()
                .orElse(index.name());
    }

    /** Whether the constraint that it became is among what is to be dropped; it may have been in an earlier try. */
    boolean goesWith(List<Made> made) {
        return made.stream().anyMatch(each -> each.isConstraintOf(new Made(Made.Kind.INDEX, table, constraint, "")));
    }

    /** Before the constraint is dropped. */
    List<Step> before() {
        return List.of(
                Step.of(
                        "check that nothing hangs on index " + Sql.name(constraint),
                        Verify.hazards(
                                dependents(owner()),
                                "constraint " + Sql.name(constraint) + " of " + table + " cannot be dropped",
                                "drop what hangs on it, or give the table another REPLICA IDENTITY")),
                Step.of(
                        "build index " + Sql.name(name) + " of " + table + " again, which stood before",
                        new ForEach(
                                definition(),
                                found -> List.of(build(nameMeanwhile(), found.definition())),
                                List.of())));
    }

    /** Behind it, where the name was not free while the constraint stood. */
    List<Step> after() {
        QualifiedName built = table.sibling(nameMeanwhile());
        return name.equals(constraint)
                ? List.of(Step.of(
                                "give index " + built + " its name " + Sql.name(name) + " back",
                                Run.of(new AlterIndex(built, false, new AlterIndex.RenameTo(name))))
                        .doneWhen(Conditions.relationExists(built).not()))
                : List.of();
    }

    private String nameMeanwhile() {
        return name.equals(constraint) ? GeneratedName.of(constraint, List.of("before"), "idx") : name;
    }

    /** As the catalog has it now, with its storage parameters; nothing where the constraint is not there. */
    private String definition() {
        return "SELECT n.nspname, x.relname, concat(pg_get_indexdef(x.oid), ' TABLESPACE ' || quote_ident(s.spcname)) FROM "
                + owner()
                + " JOIN pg_class x ON x.oid = c.conindid JOIN pg_namespace n ON n.oid = x.relnamespace LEFT JOIN"
                + " pg_tablespace s ON s.oid = x.reltablespace";
    }

    private String owner() {
        return "(SELECT oid, conindid FROM pg_constraint WHERE conrelid = " + CatalogText.oid(table) + " AND conname = "
                + Sql.literal(constraint) + " AND contype IN ('u', 'p')) AS c";
    }

    /** Builds an index like another one beside it; done when it is valid. */
    static Step build(String name, String definition) {
        CreateIndex index = (CreateIndex) Definitions.commands(definition).get(0);
        String named = "SELECT n.nspname, x.relname FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN"
                + " pg_namespace n ON n.oid = x.relnamespace WHERE i.indrelid = " + CatalogText.oid(index.table())
                + " AND x.relname = " + Sql.literal(name) + " AND ";
        return Step.of(
                        "build index " + Sql.name(name),
                        new Build(index.concurrently(name), named + "NOT i.indisvalid", none(index.table())))
                .doneWhen(Condition.of("index " + name + " is valid", "EXISTS (" + named + "i.indisvalid)"));
    }

    /** The one like it stands meanwhile; one that is deferrable lets equal keys be for the length of a transaction. */
    private static Violations none(QualifiedName table) {
        return new Violations(
                table,
                sample -> "SELECT '' AS sample, 0::pg_catalog.int8 AS total WHERE false",
                "%d keys stood in more than one row for the length of a transaction",
                "wait until such transactions are over");
    }

    /**
     * Finds what keeps constraints and their indexes from being dropped.
     *
     * @param owned gives the constraints, or NULL, and their indexes: {@code oid, conindid} of {@code c}
     */
    static String dependents(String owned) {
        return "SELECT 'constraint ' || f.conname || ' of ' || f.conrelid::regclass || ' references it' AS sample, count(*)"
                + " OVER () AS total FROM " + owned + " JOIN pg_constraint f ON f.contype = 'f' AND f.conindid ="
                + " c.conindid UNION ALL SELECT 'it is the replica identity of the table, which lets published rows be"
                + " updated', 1 FROM " + owned
                + " JOIN pg_index i ON i.indexrelid = c.conindid WHERE i.indisreplident LIMIT 10";
    }
}
