package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.sql.PartsQuery;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What the catalog says about tables, keys and partitions. */
public final class Relations {
    /** A partition key keeps the columns of its expressions as internal dependencies of the table on itself. */
    private static final String IN_KEY_EXPRESSION =
            "EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = p.partrelid AND"
                    + " d.objsubid = a.attnum AND d.refclassid = 'pg_class'::regclass AND d.refobjid = p.partrelid AND"
                    + " d.refobjsubid = 0 AND d.deptype = 'i')";

    private final Session session;

    public Relations(Session session) {
        this.session = session;
    }

    /** Refuses what is missing, is no table, or is not ours to change. */
    public void require(Require wanted) throws SQLException {
        QualifiedName table = wanted.table();
        String owner = "pg_has_role(c.relowner, 'USAGE')";
        Optional<List<@Nullable String>> found = session.first("SELECT c.relkind, " + owner
                + ", pg_get_userbyid(c.relowner), has_table_privilege(c.oid, 'SELECT') AND has_any_column_privilege(c.oid,"
                + " 'UPDATE'), current_user FROM pg_class c WHERE c.oid = to_regclass(" + Sql.literal(table.toString())
                + ")");
        if (found.isEmpty()) {
            throw new Refusal(
                    "table " + table + " does not exist",
                    "correct schemaName and tableName, or create it first"
                            + (table.schema() == null
                                    ? "; the search_path is "
                                            + session.authored().path()
                                    : ""));
        }
        List<@Nullable String> row = found.get();
        String kind = String.valueOf(row.get(0));
        if (!kind.equals("r") && !kind.equals("p")) {
            throw new Refusal(table + " is a " + nameOf(kind) + ", not a table", "name the table that holds the rows");
        }
        if (wanted.alters() && "f".equals(row.get(1))) {
            throw new Refusal(
                    "role " + row.get(4) + " may not alter " + table + ", which belongs to " + row.get(2),
                    "run as its owner: GRANT " + name(row.get(2)) + " TO " + name(row.get(4)));
        }
        if (wanted.updates() && "f".equals(row.get(3))) {
            throw new Refusal(
                    "role " + row.get(4) + " may not read and update " + table,
                    "GRANT SELECT, UPDATE ON " + table + " TO " + name(row.get(4)));
        }
        new OtherEngines(session).refuseTable(table);
        requireColumns(table, wanted.columns());
        if (wanted.alters()) {
            requireFamily(table);
        }
        if (wanted.updates()) {
            new Updatable(session).require(table, parts(table), wanted.columns());
        }
    }

    /** ALTER TABLE goes on to what inherits, and must be allowed there too. */
    private void requireFamily(QualifiedName table) throws SQLException {
        for (List<@Nullable String> row : session.rows(PartsQuery.with(regclass(table))
                + "SELECT c.oid::regclass, pg_get_userbyid(c.relowner), current_user FROM parts JOIN pg_class c USING (oid)"
                + " WHERE NOT pg_has_role(c.relowner, 'USAGE') ORDER BY 1 LIMIT 1")) {
            throw new Refusal(
                    "role " + row.get(2) + " may not alter " + row.get(0) + ", a part of " + table
                            + ", which belongs to " + row.get(1),
                    "run as its owner: GRANT " + name(row.get(1)) + " TO " + name(row.get(2)));
        }
    }

    private void requireColumns(QualifiedName table, List<String> columns) throws SQLException {
        List<String> there = new ArrayList<>();
        for (List<@Nullable String> row : session.rows("SELECT attname FROM pg_attribute WHERE attrelid = "
                + regclass(table) + " AND attnum > 0 AND NOT attisdropped ORDER BY attnum")) {
            there.add(String.valueOf(row.get(0)));
        }
        for (String column : columns) {
            if (!there.contains(column)) {
                throw new Refusal(
                        "table " + table + " has no column " + Sql.name(column) + "; it has " + Sql.names(there),
                        "correct the column's name, or add it first");
            }
        }
    }

    private static String regclass(QualifiedName table) {
        return Sql.literal(table.toString()) + "::regclass";
    }

    private static String name(@Nullable String role) {
        return Sql.name(String.valueOf(role));
    }

    private static String nameOf(String kind) {
        return switch (kind) {
            case "v" -> "view";
            case "m" -> "materialized view";
            case "f" -> "foreign table";
            case "S" -> "sequence";
            case "i", "I" -> "index";
            default -> "relation of kind " + kind;
        };
    }

    /** The table and what inherits from it or is a partition of it, as far as it holds rows; ordered by name. */
    public List<QualifiedName> parts(QualifiedName table) throws SQLException {
        List<QualifiedName> parts = new ArrayList<>();
        for (List<@Nullable String> row : session.rows(PartsQuery.with(regclass(table))
                + "SELECT n.nspname, c.relname, c.relkind FROM parts JOIN pg_class c USING (oid) JOIN pg_namespace n ON"
                + " n.oid = c.relnamespace WHERE c.relkind <> 'p' ORDER BY 1, 2")) {
            QualifiedName part = new QualifiedName(row.get(0), String.valueOf(row.get(1)));
            if (!"r".equals(row.get(2))) {
                throw new Refusal(
                        "partition " + part + " is a " + nameOf(String.valueOf(row.get(2))),
                        "fill it on its own server, and detach it for the time of this change");
            }
            parts.add(part);
        }
        return parts;
    }

    /** The primary key, else another unique key without NULL; empty when there is none. */
    public List<KeyColumn> key(QualifiedName part) throws SQLException {
        return KeyColumn.of(session, part);
    }

    /** Refuses to write a column that decides which partition a row belongs to. */
    public void refusePartitionKey(QualifiedName table, List<String> columns) throws SQLException {
        for (String column : columns) {
            if (session.holds(
                    "EXISTS (SELECT FROM pg_partitioned_table p JOIN pg_attribute a ON a.attrelid = p.partrelid WHERE (a.attnum ="
                            + " ANY (p.partattrs) OR " + IN_KEY_EXPRESSION + ") AND a.attname = " + Sql.literal(column)
                            + " AND p.partrelid IN (SELECT relid FROM pg_partition_tree("
                            + regclass(table) + ")))")) {
                throw new Refusal(
                        "column " + Sql.name(column) + " decides the partition of a row of " + table
                                + ", so that filling it would move rows between partitions",
                        "move these rows with UPDATE statements of their own");
            }
        }
    }
}
