package liquibase.ext.online.it.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.read.BlockReader;
import liquibase.ext.online.read.NotNullProof;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.Dependent;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;

/** What the catalog of a server knows of the tables of a case; names are those of its search_path. */
final class CatalogKnown implements Known {
    private static final String COLUMN =
            " FROM pg_attribute a WHERE a.attrelid = to_regclass(?) AND a.attname = ? AND NOT a.attisdropped";

    private static final SqlReader READER = Grammar.reader();

    private final Connection connection;

    CatalogKnown(Connection connection) {
        this.connection = connection;
    }

    @Override
    public boolean isComplete(QualifiedName table) {
        return holds("SELECT to_regclass(?) IS NOT NULL", table);
    }

    @Override
    public boolean exists(QualifiedName relation) {
        return holds("SELECT to_regclass(?) IS NOT NULL", relation);
    }

    /** A table without a page has no row; partitioned tables have none of their own. */
    @Override
    public boolean isEmpty(QualifiedName table) {
        return holds(
                "SELECT relkind = 'r' AND pg_relation_size(oid) = 0 FROM pg_class WHERE oid = to_regclass(?)", table);
    }

    @Override
    public Set<QualifiedName> viewsOn(QualifiedName table, String column) {
        return names(
                "WITH RECURSIVE v (oid) AS (SELECT r.ev_class FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid"
                        + " JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
                        + " WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = to_regclass(?) AND a.attname = ?"
                        + " UNION SELECT r.ev_class FROM v"
                        + " JOIN pg_depend d ON d.refobjid = v.oid AND d.classid = 'pg_rewrite'::regclass"
                        + " JOIN pg_rewrite r ON r.oid = d.objid) SELECT oid::regclass FROM v",
                table,
                column);
    }

    /** The cases have no two foreign keys from one column to the same table; that of a new column names none. */
    @Override
    public boolean hasForeignKey(QualifiedName table, ForeignKey key) {
        return !key.columns().isEmpty()
                && holds(
                        "SELECT bool_and(EXISTS (SELECT FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND"
                                + " c.conkey = ARRAY[a.attnum] WHERE c.conrelid = t.relid AND c.convalidated AND c.confrelid ="
                                + " to_regclass(?) AND a.attname = ?)) FROM pg_partition_tree(to_regclass(?)) t WHERE t.isleaf",
                        key.referencedTable(),
                        key.columns().get(0),
                        table);
    }

    @Override
    public Optional<String> typeOf(QualifiedName table, String column) {
        return one("SELECT format_type(a.atttypid, a.atttypmod)" + COLUMN, table, column);
    }

    @Override
    public boolean isNotNull(QualifiedName table, String column) {
        return holds(
                "SELECT a.attnotnull AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = a.attrelid"
                        + " AND c.contype = 'n' AND c.conkey = ARRAY[a.attnum] AND NOT c.convalidated)" + COLUMN,
                table,
                column);
    }

    @Override
    public boolean isUnique(QualifiedName table, Set<String> columns) {
        return all(
                        "SELECT string_agg(a.attname, ',') FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
                                + " AND a.attnum = ANY (i.indkey) WHERE i.indrelid = to_regclass(?) AND i.indisunique"
                                + " AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL GROUP BY i.indexrelid",
                        table)
                .stream()
                .anyMatch(key -> columns.containsAll(List.of(key.split(","))));
    }

    @Override
    public boolean provesNotNull(QualifiedName table, String column) {
        boolean isRow = holds(
                "SELECT t.typcategory = 'C' FROM pg_type t WHERE t.oid = (SELECT a.atttypid" + COLUMN + ")",
                table,
                column);
        return all(
                        "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid = to_regclass(?)"
                                + " AND contype = 'c' AND convalidated",
                        table)
                .stream()
                .anyMatch(check -> NotNullProof.of(check).proves(column, isRow));
    }

    @Override
    public Set<Dependent> dependents(QualifiedName table, String column) {
        Set<Dependent> dependents = EnumSet.noneOf(Dependent.class);
        String index = "SELECT EXISTS (SELECT FROM pg_index i, pg_attribute a, pg_depend d"
                + " WHERE i.indrelid = to_regclass(?) AND a.attrelid = i.indrelid AND a.attname = ?"
                + " AND d.objid = i.indexrelid AND d.refobjid = i.indrelid AND d.refobjsubid = a.attnum AND ";
        if (holds(index + "a.attnum = ANY (i.indkey))", table, column)) {
            dependents.add(Dependent.INDEX);
        }
        if (holds(index + "(i.indexprs IS NOT NULL OR i.indpred IS NOT NULL))", table, column)) {
            dependents.add(Dependent.INDEX_EXPRESSION);
        }
        if (holds(
                "SELECT EXISTS (SELECT FROM pg_constraint c, pg_attribute a WHERE c.conrelid = to_regclass(?)"
                        + " AND a.attrelid = c.conrelid AND a.attname = ? AND c.contype = 'c'"
                        + " AND a.attnum = ANY (c.conkey))",
                table,
                column)) {
            dependents.add(Dependent.CHECK);
        }
        return dependents;
    }

    @Override
    public Set<QualifiedName> linkedBy(QualifiedName table, String column) {
        return names(
                "SELECT CASE WHEN c.conrelid = a.attrelid THEN c.confrelid ELSE c.conrelid END::regclass"
                        + " FROM pg_attribute a JOIN pg_constraint c ON c.contype = 'f'"
                        + " AND (c.conrelid = a.attrelid AND a.attnum = ANY (c.conkey)"
                        + " OR c.confrelid = a.attrelid AND a.attnum = ANY (c.confkey))"
                        + " WHERE a.attrelid = to_regclass(?) AND a.attname = ?",
                table,
                column);
    }

    @Override
    public Optional<QualifiedName> referencedBy(QualifiedName table, String constraint) {
        return names(
                        "SELECT confrelid::regclass FROM pg_constraint"
                                + " WHERE conrelid = to_regclass(?) AND conname = ? AND contype = 'f'",
                        table,
                        constraint)
                .stream()
                .findFirst();
    }

    @Override
    public Set<QualifiedName> referencedTables(QualifiedName table) {
        return names(
                "SELECT DISTINCT confrelid::regclass FROM pg_constraint"
                        + " WHERE conrelid = to_regclass(?) AND contype = 'f' AND confrelid <> conrelid",
                table);
    }

    @Override
    public Optional<QualifiedName> sequenceOf(QualifiedName table, String column) {
        return names("SELECT to_regclass(pg_get_serial_sequence(?, ?))", table, column).stream()
                .findFirst();
    }

    @Override
    public Set<QualifiedName> sequencesOf(QualifiedName table) {
        return names(
                "SELECT d.objid::regclass FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'"
                        + " WHERE d.refobjid = to_regclass(?) AND d.deptype IN ('a', 'i')",
                table);
    }

    @Override
    public Set<QualifiedName> referencingTables(QualifiedName table) {
        return names(
                "SELECT DISTINCT conrelid::regclass FROM pg_constraint"
                        + " WHERE confrelid = to_regclass(?) AND contype = 'f' AND confrelid <> conrelid",
                table);
    }

    @Override
    public Set<QualifiedName> viewsOn(QualifiedName relation) {
        return names(
                "WITH RECURSIVE v (oid) AS (SELECT to_regclass(?)::oid UNION SELECT r.ev_class FROM v"
                        + " JOIN pg_depend d ON d.refobjid = v.oid AND d.classid = 'pg_rewrite'::regclass"
                        + " JOIN pg_rewrite r ON r.oid = d.objid) SELECT oid::regclass FROM v OFFSET 1",
                relation);
    }

    @Override
    public Set<QualifiedName> tablesReadBy(QualifiedName view) {
        return names(
                "SELECT DISTINCT d.refobjid::regclass FROM pg_rewrite r JOIN pg_depend d ON d.objid = r.oid"
                        + " AND d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass"
                        + " WHERE r.ev_class = to_regclass(?) AND d.refobjid <> r.ev_class",
                view);
    }

    @Override
    public Optional<QualifiedName> tableOf(QualifiedName index) {
        return names("SELECT indrelid::regclass FROM pg_index WHERE indexrelid = to_regclass(?)", index).stream()
                .findFirst();
    }

    @Override
    public List<String> columnsOf(QualifiedName index) {
        return all(
                "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
                        + " AND a.attnum = ANY (i.indkey) WHERE i.indexrelid = to_regclass(?)",
                index);
    }

    @Override
    public List<QualifiedName> partitions(QualifiedName table) {
        return List.copyOf(names(
                "WITH RECURSIVE p (oid) AS (SELECT to_regclass(?)::oid UNION SELECT i.inhrelid FROM p"
                        + " JOIN pg_inherits i ON i.inhparent = p.oid) SELECT oid::regclass FROM p OFFSET 1",
                table));
    }

    @Override
    public boolean isPartitioned(QualifiedName table) {
        return holds("SELECT relkind = 'p' FROM pg_class WHERE oid = to_regclass(?)", table);
    }

    @Override
    public boolean isIdentity(QualifiedName table, String column) {
        return holds(
                "SELECT attidentity <> '' FROM pg_attribute WHERE attrelid = to_regclass(?) AND attname = ?",
                table,
                column);
    }

    @Override
    public Optional<QualifiedName> defaultPartition(QualifiedName table) {
        return names(
                        "SELECT partdefid::regclass FROM pg_partitioned_table"
                                + " WHERE partrelid = to_regclass(?) AND partdefid <> 0",
                        table)
                .stream()
                .findFirst();
    }

    @Override
    public Optional<QualifiedName> parentOf(QualifiedName partition) {
        return names(
                        "SELECT i.inhparent::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                                + " WHERE c.oid = to_regclass(?) AND c.relispartition",
                        partition)
                .stream()
                .findFirst();
    }

    /** The cases have no CHECK on a new partition but the one that proves its bound. */
    @Override
    public boolean provesBound(QualifiedName partition, QualifiedName parent, String bound) {
        return holds(
                "SELECT EXISTS (SELECT FROM pg_constraint WHERE conrelid = to_regclass(?) AND contype = 'c'"
                        + " AND convalidated)",
                partition);
    }

    @Override
    public Optional<String> baseType(String type) {
        return one(
                "SELECT format_type(typbasetype, typtypmod) FROM pg_type WHERE oid = to_regtype(?) AND typtype = 'd'",
                type);
    }

    @Override
    public boolean isConstrained(String type) {
        return holds(
                "SELECT EXISTS (SELECT FROM pg_type t WHERE t.oid = to_regtype(?) AND t.typtype = 'd' AND (t.typnotnull"
                        + " OR EXISTS (SELECT FROM pg_constraint c WHERE c.contypid = t.oid)))",
                type);
    }

    @Override
    public Optional<Set<QualifiedName>> tablesUsing(QualifiedName type) {
        return Optional.of(names(
                "SELECT DISTINCT a.attrelid::regclass FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                        + " WHERE a.atttypid = to_regtype(?) AND c.relkind IN ('r', 'm', 'p')",
                type));
    }

    @Override
    public Optional<String> tablespaceOf(QualifiedName table) {
        return one(
                "SELECT coalesce((SELECT spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace), 'pg_default')"
                        + " FROM pg_class c WHERE c.oid = to_regclass(?)",
                table);
    }

    @Override
    public Optional<String> accessMethodOf(QualifiedName table) {
        return one("SELECT amname FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE c.oid = to_regclass(?)", table);
    }

    @Override
    public boolean isTimeZoneUtc() {
        return holds("SELECT current_setting('TimeZone') = 'UTC'");
    }

    @Override
    public Optional<Body> bodyOf(String function) {
        return one("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE oid = to_regproc(?)", function)
                .map(sql -> (CreateFunction) READER.read(sql).get(0))
                .map(new BlockReader(READER)::read);
    }

    private boolean holds(String sql, Object... parameters) {
        return one(sql, parameters).filter("t"::equals).isPresent();
    }

    private Optional<String> one(String sql, Object... parameters) {
        return all(sql, parameters).stream().findFirst();
    }

    private Set<QualifiedName> names(String sql, Object... parameters) {
        return all(sql, parameters).stream()
                .map(QualifiedName::of)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<String> all(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i].toString());
            }
            List<String> values = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    if (result.getString(1) != null) {
                        values.add(result.getString(1));
                    }
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
