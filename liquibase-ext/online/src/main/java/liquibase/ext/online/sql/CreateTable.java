package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE: the table itself is new, but each table that it references is locked against writers.
 *
 * @param inherits the parents of INHERITS
 * @param options what stands behind, such as PARTITION BY, WITH or TABLESPACE; may be empty
 */
public record CreateTable(
        Persistence persistence,
        boolean ifNotExists,
        QualifiedName name,
        List<Element> elements,
        List<QualifiedName> inherits,
        String options)
        implements Command {

    /** One line between the parentheses. */
    public interface Element {
        /** The text. */
        String sql();

        /** What it does to other tables. */
        Footprint footprintInNewTable();
    }

    /** How long a table lives and what a crash leaves of it. */
    public enum Persistence {
        PERMANENT(""),
        UNLOGGED("UNLOGGED "),
        TEMPORARY("TEMPORARY ");

        private final String prefix;

        Persistence(String prefix) {
            this.prefix = prefix;
        }

        /** The text before TABLE, with a space behind it, or nothing. */
        String prefix() {
            return prefix;
        }
    }

    /** A constraint of the table. */
    public record Constraint(@Nullable String name, AddConstraint.Definition definition) implements Element {
        @Override
        public String sql() {
            return (name == null ? "" : "CONSTRAINT " + Sql.name(name) + " ") + definition.sql();
        }

        @Override
        public Footprint footprintInNewTable() {
            AddConstraint.Definition kept = definition instanceof NotEnforced own ? own.definition() : definition;
            return kept instanceof ForeignKey key
                    ? Footprint.of(key.referencedTable(), LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY)
                    : Footprint.NONE;
        }
    }

    /**
     * What is demanded of a column that a typed table has from its type, or a partition from its parent.
     *
     * @param constraints at least one
     */
    public record ColumnOptions(String column, List<ColumnConstraint> constraints) implements Element {
        public ColumnOptions {
            constraints = List.copyOf(constraints);
        }

        @Override
        public String sql() {
            return Sql.name(column)
                    + constraints.stream().map(c -> " " + c.sql()).collect(Collectors.joining());
        }

        @Override
        public Footprint footprintInNewTable() {
            return constraints.stream()
                    .map(ColumnConstraint::footprintInNewTable)
                    .reduce(Footprint.NONE, Footprint::and);
        }
    }

    /**
     * {@code LIKE …}: the columns of another table.
     *
     * @param options such as INCLUDING ALL; may be empty
     */
    public record Like(QualifiedName table, String options) implements Element {
        @Override
        public String sql() {
            return "LIKE " + table + (options.isEmpty() ? "" : " " + options);
        }

        @Override
        public Footprint footprintInNewTable() {
            return Footprint.of(table, LockMode.ACCESS_SHARE, Work.CATALOG_ONLY);
        }
    }

    /** Elements in parentheses with a space before them, or nothing. */
    static String list(List<Element> elements) {
        return elements.isEmpty()
                ? ""
                : elements.stream().map(Element::sql).collect(Collectors.joining(", ", " (", ")"));
    }

    /** What elements do to other tables. */
    static Footprint footprintInNewTable(List<Element> elements) {
        return elements.stream().map(Element::footprintInNewTable).reduce(Footprint.NONE, Footprint::and);
    }

    public CreateTable {
        elements = List.copyOf(elements);
        inherits = List.copyOf(inherits);
    }

    @Override
    public String sql() {
        return "CREATE " + persistence.prefix() + "TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + name + " ("
                + elements.stream().map(Element::sql).collect(Collectors.joining(", ")) + ")"
                + (inherits.isEmpty()
                        ? ""
                        : " INHERITS ("
                                + inherits.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
                                + ")")
                + (options.isEmpty() ? "" : " " + options);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        if (ifNotExists && known.exists(name)) {
            return Footprint.NONE;
        }
        Footprint footprint = footprintInNewTable(elements);
        for (QualifiedName parent : inherits) {
            footprint = footprint.and(parent, LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY);
        }
        return footprint.without(name);
    }
}
