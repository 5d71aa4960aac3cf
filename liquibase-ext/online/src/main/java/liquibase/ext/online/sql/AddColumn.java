package liquibase.ext.online.sql;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lock.Footprint;
import org.jspecify.annotations.Nullable;

/** {@code ADD COLUMN …}: what it costs depends on where the values of the existing rows come from. */
public record AddColumn(boolean ifNotExists, Column definition) implements AlterTable.Action {

    /** A column with at most a default and NOT NULL. */
    public static AddColumn of(String column, String type, @Nullable String defaultExpression, boolean notNull) {
        List<ColumnConstraint> constraints = new ArrayList<>();
        if (defaultExpression != null) {
            constraints.add(new ColumnConstraint.Default(defaultExpression));
        }
        if (notNull) {
            constraints.add(new ColumnConstraint.NotNull());
        }
        return new AddColumn(false, new Column(column, type, null, constraints));
    }

    @Override
    public String sql() {
        return "ADD COLUMN " + (ifNotExists ? "IF NOT EXISTS " : "") + definition.sql();
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        return definition.footprintOfAdding(table, version, known);
    }

    @Override
    public boolean isIdle(QualifiedName table, Known known) {
        return ifNotExists && known.typeOf(table, definition.name()).isPresent();
    }
}
