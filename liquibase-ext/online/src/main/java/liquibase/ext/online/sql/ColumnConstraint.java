package liquibase.ext.online.sql;

import java.util.List;
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

    /**
     * {@code NOT NULL}: reads the table where rows get no value, to fail at the first one, or one computed on reading.
     *
     * @param noInherit whether tables that inherit from this one stay without it (from 18)
     */
    record NotNull(boolean noInherit) implements ColumnConstraint {
        /** One that holds for tables that inherit too. */
        public NotNull() {
            this(false);
        }

        @Override
        public String sql() {
            return noInherit ? "NOT NULL NO INHERIT" : "NOT NULL";
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

    /**
     * {@code CHECK (…)}: reads every row, even when the column is NULL in all of them.
     *
     * @param noInherit whether tables that inherit from this one stay without it
     * @param enforced otherwise it is kept in the catalog and never looked at (from 18)
     */
    record Checked(String expression, boolean noInherit, boolean enforced) implements ColumnConstraint {
        @Override
        public String sql() {
            return definition().sql();
        }

        /** The same as a constraint of the table. */
        public AddConstraint.Definition definition() {
            AddConstraint.Definition check = new Check(expression);
            AddConstraint.Definition own = noInherit ? new NoInherit(check) : check;
            return enforced ? own : new NotEnforced(own);
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            return definition().footprint(table, false, version, known);
        }
    }

    /**
     * {@code UNIQUE} or {@code PRIMARY KEY}: builds an index.
     *
     * @param parameters what stands in the parentheses of WITH
     */
    record Key(
            boolean primary,
            boolean nullsNotDistinct,
            @Nullable String parameters,
            @Nullable String tablespace,
            Deferral deferral)
            implements ColumnConstraint {
        @Override
        public String sql() {
            return (primary ? "PRIMARY KEY" : "UNIQUE")
                    + (nullsNotDistinct ? " NULLS NOT DISTINCT" : "")
                    + Sql.indexParameters(List.of(), parameters, tablespace)
                    + deferral.suffix();
        }

        /** The same as a constraint of the table. */
        public AddConstraint.Definition of(String column) {
            List<String> columns = List.of(column);
            return primary
                    ? new PrimaryKey(columns, List.of(), parameters, tablespace, deferral)
                    : new Unique(columns, List.of(), nullsNotDistinct, parameters, tablespace, deferral);
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
     * @param enforced otherwise it is kept in the catalog and never looked at (from 18)
     */
    record References(ForeignKey key, boolean enforced) implements ColumnConstraint {
        @Override
        public String sql() {
            return key.referencesClause() + (enforced ? "" : " NOT ENFORCED");
        }

        /** The same as a constraint of the table. */
        public AddConstraint.Definition of(String column) {
            ForeignKey own = key.of(column);
            return enforced ? own : new NotEnforced(own);
        }

        @Override
        public Footprint footprint(Column column, QualifiedName table, PgVersion version, Known known) {
            Footprint footprint = key.footprint(table, !enforced || !column.fillsRows(), version, known);
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
