package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/** A constraint with {@code NO INHERIT}: tables that inherit from this one stay without it. */
public record NoInherit(AddConstraint.Definition definition) implements AddConstraint.Definition {
    @Override
    public String sql() {
        return definition.sql() + " NO INHERIT";
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        return definition.footprint(table, notValid, version, known);
    }
}
