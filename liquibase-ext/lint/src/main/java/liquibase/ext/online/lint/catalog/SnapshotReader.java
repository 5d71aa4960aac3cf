package liquibase.ext.online.lint.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lint.catalog.ConstraintInfo.Kind;
import liquibase.ext.online.lint.catalog.Snapshot.ConstraintEntry;
import liquibase.ext.online.lint.catalog.Snapshot.FunctionEntry;
import liquibase.ext.online.lint.catalog.Snapshot.IndexEntry;
import liquibase.ext.online.lint.catalog.Snapshot.Name;
import liquibase.ext.online.lint.catalog.Snapshot.Read;
import liquibase.ext.online.lint.catalog.Snapshot.SequenceEntry;
import liquibase.ext.online.lint.catalog.Snapshot.TableEntry;
import liquibase.ext.online.lint.catalog.Snapshot.TypeEntry;
import liquibase.ext.online.lint.catalog.Snapshot.ViewEntry;
import liquibase.ext.online.lint.changelog.SessionNames;
import org.jspecify.annotations.Nullable;

/** Reads the schema of a live database: one query for each kind of object, whatever their number. */
public final class SnapshotReader {
    private final Connection connection;
    private final int major;

    private SnapshotReader(Connection connection) throws SQLException {
        this.connection = connection;
        this.major = connection.getMetaData().getDatabaseMajorVersion();
    }

    /**
     * All that is in no schema of PostgreSQL's own. It takes no lock that stops anyone, and reads no table of the user.
     *
     * @throws SQLException when the server refuses
     */
    public static Snapshot read(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            return new SnapshotReader(connection).pinned();
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    /**
     * What a session of this role begins with.
     *
     * @throws SQLException when the server refuses
     */
    public static SessionNames session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SnapshotQueries.SESSION)) {
            row.next();
            return new SessionNames(row.getString("database"), strings(row, "schemas"), null);
        }
    }

    /** In a search_path of the server's own, so that nothing which others put on the path is taken for a part of it. */
    private Snapshot pinned() throws SQLException {
        SessionNames session = session(connection);
        Savepoint before = connection.setSavepoint();
        try (Statement pin = connection.createStatement()) {
            pin.execute("SET LOCAL search_path TO pg_catalog, pg_temp");
            Map<Long, List<IndexEntry>> indexes = indexes();
            return new Snapshot(
                    major,
                    session.database(),
                    session.searchPath(),
                    tables(indexes),
                    views(indexes),
                    sequences(),
                    types(),
                    functions());
        } finally {
            connection.rollback(before);
        }
    }

    /** Reads one row. */
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private List<TableEntry> tables(Map<Long, List<IndexEntry>> indexes) throws SQLException {
        Map<Long, List<ColumnInfo>> columns = byTable(SnapshotQueries.COLUMNS, SnapshotReader::column);
        Map<Long, List<ConstraintEntry>> constraints =
                byTable(SnapshotQueries.constraints(major), SnapshotReader::constraint);
        Map<Long, List<Name>> parents = byTable(SnapshotQueries.PARENTS, row -> name(row, 2));
        Map<Long, List<String>> triggers = byTable(SnapshotQueries.TRIGGERS, row -> row.getString(2));
        return all(SnapshotQueries.TABLES, row -> {
            long oid = row.getLong(1);
            return new TableEntry(
                    name(row, 2),
                    columns.getOrDefault(oid, List.of()),
                    constraints.getOrDefault(oid, List.of()),
                    indexes.getOrDefault(oid, List.of()),
                    row.getString("partition_by"),
                    row.getString("bound"),
                    parents.getOrDefault(oid, List.of()),
                    triggers.getOrDefault(oid, List.of()),
                    row.getString("tablespace"),
                    row.getString("method"),
                    row.getLong("rows"),
                    row.getLong("bytes"));
        });
    }

    private static ColumnInfo column(ResultSet row) throws SQLException {
        String generated = row.getString("attgenerated");
        String expression = row.getString("expression");
        boolean isGenerated = !generated.isEmpty();
        ColumnInfo.Origin origin = switch (row.getString("attidentity") + generated) {
            case "a" -> ColumnInfo.Origin.IDENTITY_ALWAYS;
            case "d" -> ColumnInfo.Origin.IDENTITY_BY_DEFAULT;
            case "s" -> ColumnInfo.Origin.GENERATED_STORED;
            case "v" -> ColumnInfo.Origin.GENERATED_VIRTUAL;
            default -> row.getBoolean("serial") ? ColumnInfo.Origin.SERIAL : ColumnInfo.Origin.PLAIN;
        };
        return new ColumnInfo(
                row.getString("attname"),
                row.getString("type"),
                row.getBoolean("not_null"),
                isGenerated ? null : expression,
                origin,
                isGenerated ? expression : null,
                row.getString("collation"));
    }

    private static ConstraintEntry constraint(ResultSet row) throws SQLException {
        Kind kind = switch (row.getString("contype")) {
            case "p" -> Kind.PRIMARY;
            case "u" -> Kind.UNIQUE;
            case "c" -> Kind.CHECK;
            case "f" -> Kind.FOREIGN;
            case "n" -> Kind.NOT_NULL;
            default -> Kind.EXCLUDE;
        };
        return new ConstraintEntry(
                row.getString("conname"),
                kind,
                strings(row, "columns"),
                row.getString("expression"),
                row.getBoolean("convalidated"),
                row.getBoolean("enforced"),
                !row.getBoolean("connoinherit"),
                row.getString("ref_schema") == null
                        ? null
                        : new Name(row.getString("ref_schema"), row.getString("ref_table")),
                strings(row, "ref_columns"));
    }

    private Map<Long, List<IndexEntry>> indexes() throws SQLException {
        return byTable(
                SnapshotQueries.indexes(major),
                row -> new IndexEntry(
                        row.getString("relname"),
                        row.getBoolean("indisunique"),
                        row.getBoolean("nulls_not_distinct"),
                        row.getBoolean("indisvalid"),
                        row.getString("method"),
                        strings(row, "keys"),
                        strings(row, "columns"),
                        strings(row, "include"),
                        row.getString("predicate"),
                        row.getString("parent_schema") == null
                                ? null
                                : new Name(row.getString("parent_schema"), row.getString("parent_index"))));
    }

    private List<ViewEntry> views(Map<Long, List<IndexEntry>> indexes) throws SQLException {
        Map<Long, List<Read>> reads =
                byTable(SnapshotQueries.READS, row -> new Read(name(row, 2), strings(row, "columns")));
        return all(
                SnapshotQueries.VIEWS,
                row -> new ViewEntry(
                        name(row, 2),
                        row.getBoolean("materialized"),
                        reads.getOrDefault(row.getLong(1), List.of()),
                        indexes.getOrDefault(row.getLong(1), List.of())));
    }

    private List<SequenceEntry> sequences() throws SQLException {
        return all(
                SnapshotQueries.SEQUENCES,
                row -> new SequenceEntry(
                        name(row, 1),
                        row.getString("owner_schema") == null
                                ? null
                                : new Name(row.getString("owner_schema"), row.getString("owner_table")),
                        row.getString("owner_column")));
    }

    private List<TypeEntry> types() throws SQLException {
        return all(SnapshotQueries.TYPES, row -> {
            Map<String, Boolean> checks = new LinkedHashMap<>();
            for (String check : strings(row, "checks")) {
                checks.put(check.substring(1), check.charAt(0) == 't');
            }
            TypeInfo.Kind kind = switch (row.getString("typtype")) {
                case "e" -> TypeInfo.Kind.ENUM;
                case "d" -> TypeInfo.Kind.DOMAIN;
                default -> TypeInfo.Kind.OTHER;
            };
            return new TypeEntry(
                    name(row, 1),
                    kind,
                    strings(row, "labels"),
                    row.getString("base"),
                    row.getBoolean("typnotnull"),
                    checks);
        });
    }

    private List<FunctionEntry> functions() throws SQLException {
        return all(SnapshotQueries.FUNCTIONS, row -> new FunctionEntry(row.getString(1), row.getBoolean(2)));
    }

    private static Name name(ResultSet row, int schema) throws SQLException {
        return new Name(row.getString(schema), row.getString(schema + 1));
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        @Nullable Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** Rows by the number in their first column. */
    private <T> Map<Long, List<T>> byTable(String sql, RowReader<T> reader) throws SQLException {
        Map<Long, List<T>> rows = new HashMap<>();
        all(
                sql,
                row -> rows.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                        .add(reader.read(row)));
        return rows;
    }

    private <T> List<T> all(String sql, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        }
        return rows;
    }
}
