package liquibase.ext.online.lint.catalog;

import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;

/**
 * What stands in a database although the changelog never makes it.
 *
 * @param relations tables, indexes and the like, with their schemas
 * @param tables those that the changelog makes, and that have columns or constraints which it does not
 */
public record Unmade(Set<QualifiedName> relations, Set<QualifiedName> tables) {
    /** When all is made by the changelog. */
    public static final Unmade NOTHING = new Unmade(Set.of(), Set.of());

    public Unmade {
        relations = Set.copyOf(relations);
        tables = Set.copyOf(tables);
    }

    boolean has(QualifiedName relation) {
        return relations.contains(relation);
    }

    boolean hasPartsOf(QualifiedName table) {
        return tables.contains(table);
    }
}
