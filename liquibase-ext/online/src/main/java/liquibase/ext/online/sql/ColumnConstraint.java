package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/** What stands behind the type of a column: its default, its origin, and what it demands. */
public interface ColumnConstraint {
    /** The text. */
    String sql();

    /** What it adds to ADD COLUMN on a table with rows. */
    default Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
        return Footprint.NONE;
    }

    /** What it does to other tables in CREATE TABLE. */
    default Footprint footprintInNewTable() {
        return Footprint.NONE;
    }

    /** {@code CONSTRAINT name …}. */
    record Named(String name, ColumnConstraint constraint) implements ColumnConstraint {
        @Override
        public String sql() {
            return "CONSTRAINT " + Sql.name(name) + " " + constraint.sql();
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            return constraint.footprint(column, table, version, known);
        }

        @Override
        public Footprint footprintInNewTable() {
            return constraint.footprintInNewTable();
        }
    }

    /** {@code NOT NULL}: reads the table where rows get no value, to fail at the first one, or one computed on reading. */
    record NotNull() implements ColumnConstraint {
        @Override
        public String sql() {
            return "NOT NULL";
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            return column.fillsRows() && !column.isVirtual()
                    ? Footprint.NONE
                    : Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_SCAN);
        }
    }

    /** {@code NULL}: what is so anyway. */
    record Null() implements ColumnConstraint {
        @Override
        public String sql() {
            return "NULL";
        }
    }

    /** {@code DEFAULT …}: kept in the catalog, unless each row may get another value (ALTER TABLE, "Notes"). */
    record Default(String expression) implements ColumnConstraint {
        @Override
        public String sql() {
            return "DEFAULT " + expression;
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            Footprint sequences = Query.sequencesIn(expression, LockMode.ROW_EXCLUSIVE);
            return Volatility.of(expression).mayBeVolatile() && !known.provesNotVolatile(expression)
                    ? sequences.and(table, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE)
                    : sequences;
        }
    }

    /** {@code GENERATED ALWAYS AS (…)}: STORED writes every row, VIRTUAL (from 18) none. */
    record Generated(String expression, boolean stored) implements ColumnConstraint {
        @Override
        public String sql() {
            return "GENERATED ALWAYS AS (" + expression + ") " + (stored ? "STORED" : "VIRTUAL");
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            return stored ? Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE) : Footprint.NONE;
        }
    }

    /**
     * {@code GENERATED … AS IDENTITY}: every row gets its own number.
     *
     * @param options those of the sequence, as they stand in the parentheses, or null
     */
    record Identity(boolean always, @Nullable String options) implements ColumnConstraint {
        @Override
        public String sql() {
            return "GENERATED " + (always ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY"
                    + (options == null ? "" : " (" + options + ")");
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE);
        }
    }

    /** {@code CHECK (…)}: reads every row, even when the column is NULL in all of them. */
    record Checked(String expression) implements ColumnConstraint {
        @Override
        public String sql() {
            return "CHECK (" + expression + ")";
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_SCAN);
        }
    }

    /** {@code UNIQUE} or {@code PRIMARY KEY}: builds an index. */
    record Key(boolean primary, boolean nullsNotDistinct, Deferral deferral) implements ColumnConstraint {
        @Override
        public String sql() {
            return (primary ? "PRIMARY KEY" : "UNIQUE")
                    + (nullsNotDistinct ? " NULLS NOT DISTINCT" : "")
                    + deferral.suffix();
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.INDEX_BUILD);
        }
    }

    /**
     * {@code REFERENCES …}: locks the other table; both are read when there is a default, the other one only for a value.
     *
     * @param key the foreign key, without columns of its own
     */
    record References(ForeignKey key) implements ColumnConstraint {
        @Override
        public String sql() {
            return key.referencesClause();
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            Footprint footprint = key.footprint(table, !column.fillsRows(), version, known);
            return "null".equalsIgnoreCase(column.defaultExpression())
                    ? footprint.withoutWorkOn(key.referencedTable())
                    : footprint;
        }

        @Override
        public Footprint footprintInNewTable() {
            return Footprint.of(key.referencedTable(), LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY);
        }
    }
}
