package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/** A constraint that is {@code NOT ENFORCED} (PostgreSQL 18): kept in the catalog and never looked at. */
public record NotEnforced(AddConstraint.Definition definition) implements AddConstraint.Definition {
    @Override
    public String sql() {
        return definition.sql() + " NOT ENFORCED";
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        return definition.footprint(table, true, version, known);
    }
}
