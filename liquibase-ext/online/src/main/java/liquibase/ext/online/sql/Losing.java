package liquibase.ext.online.sql;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The tables and views that lose something with an object that belongs to no table.
 *
 * @param all whether there are no others
 */
public record Losing(Set<QualifiedName> relations, boolean all) {
    /** Nobody knows. */
    public static final Losing UNKNOWN = new Losing(Set.of(), false);

    public Losing {
        relations = Collections.unmodifiableSet(new LinkedHashSet<>(relations));
    }
}
