package liquibase.ext.online.sql;

import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code DROP CONSTRAINT} of a name that a block looks up when it runs, as Liquibase's dropPrimaryKey does without a name.
 *
 * @param kind in the words of {@code information_schema.table_constraints}, such as PRIMARY KEY; null where the block does not
 *     say
 */
public record DropFoundConstraint(@Nullable String kind) implements AlterTable.Action {
    /** What a primary key is called there. */
    public static final String PRIMARY_KEY = "PRIMARY KEY";

    /** The kinds that there are. */
    public static final Set<String> KINDS = Set.of(PRIMARY_KEY, "UNIQUE", "FOREIGN KEY", "CHECK");

    @Override
    public String sql() {
        return "DROP CONSTRAINT (" + (kind == null ? "" : kind + ", ") + "found at run time)";
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        Footprint footprint = Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        if (kind == null || kind.equals("FOREIGN KEY")) {
            for (QualifiedName referenced : known.referencedTables(table)) {
                footprint = footprint.and(referenced, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
            }
        }
        return footprint;
    }
}
