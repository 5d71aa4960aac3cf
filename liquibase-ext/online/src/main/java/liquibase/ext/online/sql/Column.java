package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * A column as CREATE TABLE and ADD COLUMN define it.
 *
 * @param storage how values are kept, such as STORAGE EXTERNAL COMPRESSION lz4; may be empty
 * @param collation null for the type's own
 */
public record Column(
        String name, String type, String storage, @Nullable QualifiedName collation, List<ColumnConstraint> constraints)
        implements CreateTable.Element {

    public Column {
        constraints = List.copyOf(constraints);
    }

    /** With values that are kept as those of its type are. */
    public Column(String name, String type, @Nullable QualifiedName collation, List<ColumnConstraint> constraints) {
        this(name, type, "", collation, constraints);
    }

    @Override
    public String sql() {
        return Sql.name(name) + " " + type + (storage.isEmpty() ? "" : " " + storage)
                + (collation == null ? "" : " COLLATE " + collation)
                + constraints.stream().map(c -> " " + c.sql()).collect(Collectors.joining());
    }

    /** Adding the column to a table with rows. */
    Footprint footprintOfAdding(QualifiedName table, PgVersion version, Known known) {
        boolean rewrites = Type.of(type).isSerial() || known.isConstrained(type);
        Footprint own =
                Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, rewrites ? Work.TABLE_REWRITE : Work.CATALOG_ONLY);
        return constraints.stream()
                .map(constraint -> constraint.footprint(this, table, version, known))
                .reduce(own, Footprint::and);
    }

    /** The expression of its DEFAULT, or null. */
    public @Nullable String defaultExpression() {
        for (ColumnConstraint constraint : constraints) {
            if (constraint instanceof ColumnConstraint.Default d) {
                return d.expression();
            }
        }
        return null;
    }

    /** Whether its values are computed on reading. */
    boolean isVirtual() {
        return constraints.stream().anyMatch(c -> c instanceof ColumnConstraint.Generated g && !g.stored());
    }

    /** Whether existing rows get a value, be it the NULL of an explicit default. */
    public boolean fillsRows() {
        String value = defaultExpression();
        return Type.of(type).isSerial()
                || value != null
                || constraints.stream()
                        .anyMatch(
                                c -> c instanceof ColumnConstraint.Generated || c instanceof ColumnConstraint.Identity);
    }

    @Override
    public Footprint footprintInNewTable() {
        return constraints.stream().map(ColumnConstraint::footprintInNewTable).reduce(Footprint.NONE, Footprint::and);
    }
}
