package liquibase.ext.online.sql;

import java.util.Optional;

/**
 * What is known of the tables that a command meets: without it, a footprint assumes the worst. Each method has an
 * answer for "not known", so that a reader of the catalog, a replayed changelog and a plan can each tell what they know.
 */
public interface Known {
    /** Nothing is known. */
    Known NOTHING = new Known() {};

    /** Whether a valid CHECK constraint proves that the column holds no NULL; false when not known. */
    default boolean provesNotNull(QualifiedName table, String column) {
        return false;
    }

    /** Whether the catalog has shown that no function of this expression is volatile; false when not known. */
    default boolean provesNotVolatile(String expression) {
        return false;
    }

    /** The table that a foreign key of {@code table} references; empty when it is no foreign key or not known. */
    default Optional<QualifiedName> referencedBy(QualifiedName table, String constraint) {
        return Optional.empty();
    }

    /** The table that an index belongs to; empty when not known. */
    default Optional<QualifiedName> tableOf(QualifiedName index) {
        return Optional.empty();
    }
}
