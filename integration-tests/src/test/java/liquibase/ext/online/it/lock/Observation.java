package liquibase.ext.online.it.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.sql.QualifiedName;

/**
 * What a session does to the relations that exist before: locks from pg_locks, a rewrite from a changed file, a scan and
 * an update from the difference of the session's own counters.
 */
public final class Observation {
    /** So many rows that were written, and not looked for by a scan, were named one by one by a key. */
    private static final int ROWS_OF_A_TEXT = 2;

    private static final String RELATIONS = """
            SELECT c.oid, c.relname, coalesce(pg_relation_filenode(c.oid), 0) AS file, c.relkind = 'S' AS is_sequence,
                coalesce(s.seq_tup_read, 0) AS read, coalesce(s.n_tup_upd + s.n_tup_del, 0) AS written,
                coalesce(s.n_tup_ins, 0) AS inserted, coalesce(s.seq_scan, 0) AS scans,
                coalesce(pg_relation_size(c.oid), 0) > 0 AS has_rows
            FROM pg_class c LEFT JOIN pg_stat_xact_user_tables s ON s.relid = c.oid
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND c.relnamespace NOT IN ('pg_catalog'::regnamespace,
                'information_schema'::regnamespace, 'pg_toast'::regnamespace)""";
    private static final String INDEXES =
            "SELECT indrelid, pg_relation_filenode(indexrelid) FROM pg_index WHERE pg_relation_filenode(indexrelid) <> 0";

    private record Relation(
            String name,
            long file,
            boolean isSequence,
            long read,
            long written,
            long inserted,
            long scans,
            boolean hasRows) {
        private Relation named(String other) {
            return new Relation(other, file, isSequence, read, written, inserted, scans, hasRows);
        }
    }

    private final Map<Long, Relation> before;
    private final Map<Long, Set<Long>> indexesBefore;

    private final boolean emptyToo;

    private Observation(Map<Long, Relation> before, Map<Long, Set<Long>> indexesBefore, boolean emptyToo) {
        this.before = before;
        this.indexesBefore = indexesBefore;
        this.emptyToo = emptyToo;
    }

    /** Begins in the transaction that is to be observed, or in another one when the command needs none. */
    public static Observation begin(Connection connection) throws SQLException {
        return new Observation(relations(connection), indexes(connection), false);
    }

    /** The same, but a scan or rewrite of a table without rows counts as one. */
    public static Observation beginOnEmptyTables(Connection connection) throws SQLException {
        return new Observation(relations(connection), indexes(connection), true);
    }

    /** This, for the relations that existed when an earlier one began, under the names that they had then. */
    public Observation since(Observation earlier) {
        Map<Long, Relation> old = new HashMap<>();
        earlier.before.forEach((oid, first) -> {
            Relation now = before.get(oid);
            if (now != null) {
                old.put(oid, now.named(first.name));
            }
        });
        return new Observation(old, indexesBefore, emptyToo);
    }

    /** The strongest lock of a session per relation, granted or waited for. */
    public Map<String, LockMode> locks(Connection connection, int pid) throws SQLException {
        Map<String, LockMode> locks = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT relation, mode FROM pg_locks WHERE locktype ="
                        + " 'relation' AND database = (SELECT oid FROM pg_database WHERE datname ="
                        + " current_database()) AND pid = " + pid)) {
            while (result.next()) {
                Relation relation = before.get(result.getLong(1));
                if (relation != null) {
                    locks.merge(name(relation), LockMode.ofPgLocks(result.getString(2)), LockMode::max);
                }
            }
        }
        return locks;
    }

    /** The work since the beginning, next to the locks of the session. */
    public Footprint footprint(Connection connection, Map<String, LockMode> locks) throws SQLException {
        Map<Long, Relation> after = relations(connection);
        Map<Long, Set<Long>> indexesAfter = indexes(connection);
        Footprint footprint = Footprint.NONE;
        for (Map.Entry<Long, Relation> entry : before.entrySet()) {
            LockMode mode = locks.get(name(entry.getValue()));
            if (mode != null) {
                Set<Long> built = new HashSet<>(indexesAfter.getOrDefault(entry.getKey(), Set.of()));
                built.removeAll(indexesBefore.getOrDefault(entry.getKey(), Set.of()));
                Relation now = after.getOrDefault(entry.getKey(), entry.getValue());
                footprint = footprint.and(name(entry.getValue()), mode, work(entry.getValue(), now, !built.isEmpty()));
            }
        }
        return footprint;
    }

    private Work work(Relation before, Relation now, boolean builtIndex) {
        if (before.isSequence || !(now.hasRows || emptyToo)) {
            return Work.CATALOG_ONLY;
        }
        if (before.file != now.file) {
            // Where empty tables count, one that only had dead rows is empty when it has been rewritten.
            boolean truncated = !emptyToo && before.hasRows && !now.hasRows;
            return truncated ? Work.CATALOG_ONLY : Work.TABLE_REWRITE;
        }
        if (now.written > before.written) {
            boolean lookedUp = now.scans == before.scans && now.written - before.written <= ROWS_OF_A_TEXT;
            return lookedUp ? Work.ROW_BATCH : Work.TABLE_UPDATE;
        }
        if (builtIndex) {
            return Work.INDEX_BUILD;
        }
        if (now.read > before.read || (emptyToo && now.scans > before.scans)) {
            return Work.TABLE_SCAN;
        }
        return now.inserted > before.inserted ? Work.ROW_BATCH : Work.CATALOG_ONLY;
    }

    private static String name(Relation relation) {
        return QualifiedName.of(relation.name).toString();
    }

    private static Map<Long, Relation> relations(Connection connection) throws SQLException {
        Map<Long, Relation> relations = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet r = statement.executeQuery(RELATIONS)) {
            while (r.next()) {
                relations.put(
                        r.getLong("oid"),
                        new Relation(
                                r.getString("relname"),
                                r.getLong("file"),
                                r.getBoolean("is_sequence"),
                                r.getLong("read"),
                                r.getLong("written"),
                                r.getLong("inserted"),
                                r.getLong("scans"),
                                r.getBoolean("has_rows")));
            }
        }
        return relations;
    }

    private static Map<Long, Set<Long>> indexes(Connection connection) throws SQLException {
        Map<Long, Set<Long>> indexes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(INDEXES)) {
            while (result.next()) {
                indexes.computeIfAbsent(result.getLong(1), table -> new HashSet<>())
                        .add(result.getLong(2));
            }
        }
        return indexes;
    }
}
