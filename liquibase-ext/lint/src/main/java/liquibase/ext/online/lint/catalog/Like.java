package liquibase.ext.online.lint.catalog;

import java.util.List;
import java.util.Locale;
import liquibase.ext.online.lint.catalog.ColumnInfo.Origin;
import liquibase.ext.online.lint.catalog.ConstraintInfo.Kind;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.CreateTable;

/** What LIKE in CREATE TABLE copies. */
final class Like {
    private final Contents objects;
    private final Constraints constraints;
    private final Indexes indexes;
    private final Columns columns;

    Like(Contents objects, Constraints constraints, Indexes indexes, Columns columns) {
        this.objects = objects;
        this.constraints = constraints;
        this.indexes = indexes;
        this.columns = columns;
    }

    /** The columns: always their types and NOT NULL. */
    void columns(Table table, CreateTable.Like like) {
        Relation relation = objects.names.find(like.table());
        if (!(relation instanceof Table source)) {
            table.complete = false;
            return;
        }
        table.complete &= source.complete;
        for (ColumnInfo column : source.columns.values()) {
            Origin origin = Origin.PLAIN;
            if (column.origin().isIdentity() && includes(like, "IDENTITY")) {
                columns.ownSequence(table, column.name());
                origin = column.origin();
            } else if (column.origin().isGenerated() && includes(like, "GENERATED")) {
                origin = column.origin();
            }
            String value = includes(like, "DEFAULTS") ? column.defaultExpression() : null;
            table.columns.put(
                    column.name(),
                    new ColumnInfo(
                            column.name(),
                            column.type(),
                            column.notNull(),
                            value,
                            origin,
                            origin.isGenerated() ? column.expression() : null,
                            column.collation()));
            objects.types.use(table, column.type());
            objects.useSequence(table, value);
        }
        for (ConstraintInfo constraint : source.constraints.values()) {
            if (constraint.kind == Kind.NOT_NULL) {
                constraints.setNotNull(table, constraint.columns.get(0), constraint.name, constraint.valid);
            }
        }
    }

    /** CHECK constraints by their names, keys and indexes by new ones. */
    void rest(Table table, CreateTable.Like like) {
        if (!(objects.names.find(like.table()) instanceof Table source)) {
            return;
        }
        if (includes(like, "CONSTRAINTS")) {
            for (ConstraintInfo constraint : List.copyOf(source.constraints.values())) {
                if (constraint.kind == Kind.CHECK && constraint.expression != null) {
                    constraints.add(table, constraint.name, new Check(constraint.expression), false);
                }
            }
        }
        if (includes(like, "INDEXES")) {
            List.copyOf(source.indexes).forEach(index -> indexes.copy(index, table));
        }
    }

    /** Later options win over earlier ones. */
    private static boolean includes(CreateTable.Like like, String what) {
        String options = like.options().toUpperCase(Locale.ROOT);
        int in = Math.max(options.lastIndexOf("INCLUDING " + what), options.lastIndexOf("INCLUDING ALL"));
        int out = Math.max(options.lastIndexOf("EXCLUDING " + what), options.lastIndexOf("EXCLUDING ALL"));
        return in > out;
    }
}
