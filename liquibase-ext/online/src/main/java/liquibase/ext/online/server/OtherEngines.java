package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ext.online.sql.PartsQuery;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Refuses servers that only speak like PostgreSQL, and tables whose rows another engine keeps. Their locks are not the
 * ones that plans rely on: {@code lock_timeout} does not reach the workers of Citus, and a range of places in the table
 * means something else on each shard.
 */
final class OtherEngines {
    /** What {@code version()} says of itself, and on Yugabyte {@code PostgreSQL 15.2-YB-2.25.0.0-b0 on …}. */
    private static final Pattern SERVER = Pattern.compile(
            "(-YB-|Yugabyte|Greenplum|Cloudberry|HAWQ|Redshift|CockroachDB|Materialize|RisingWave|CrateDB|QuestDB)",
            Pattern.CASE_INSENSITIVE);

    /** The table, what it is a part of, and its parts. */
    private static final String FAMILY =
            PartsQuery.with("TABLE::regclass").stripTrailing() + ", wholes (oid) AS (SELECT"
                    + " TABLE::regclass::oid UNION SELECT h.inhparent FROM pg_inherits h JOIN wholes ON h.inhrelid = wholes.oid),"
                    + " family (oid) AS (SELECT oid FROM parts UNION SELECT oid FROM wholes) ";

    private static final String FOREIGN =
            FAMILY + "SELECT p.oid::regclass FROM parts p JOIN pg_class c USING (oid) WHERE c.relkind = 'f' ORDER BY 1";

    private static final List<Extension> EXTENSIONS = List.of(
            new Extension(
                    "citus",
                    "pg_catalog.pg_dist_partition",
                    FAMILY
                            + "SELECT d.logicalrelid FROM pg_catalog.pg_dist_partition d WHERE d.logicalrelid::oid IN (SELECT"
                            + " oid FROM family)",
                    "a distributed or reference table of Citus"),
            new Extension(
                    "timescaledb",
                    "_timescaledb_catalog.hypertable",
                    FAMILY
                            + "SELECT c.oid::regclass FROM _timescaledb_catalog.hypertable h JOIN pg_namespace n ON n.nspname ="
                            + " h.schema_name JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = h.table_name WHERE"
                            + " c.oid IN (SELECT oid FROM family)",
                    "a hypertable of TimescaleDB"));

    private final Session session;

    OtherEngines(Session session) {
        this.session = session;
    }

    /** @param catalog the extension's own table of what it keeps */
    private record Extension(String name, String catalog, String tables, String what) {}

    /** @param version what {@code version()} says */
    static void refuseServer(String version) throws Refusal {
        Matcher engine = SERVER.matcher(version);
        if (engine.find()) {
            throw new Refusal(
                    "the server is not PostgreSQL but " + version + ", whose locks online changes do not know",
                    "use the stock change");
        }
    }

    /** Refuses a table that an extension keeps, and one with parts on another server. */
    void refuseTable(QualifiedName table) throws SQLException {
        for (Extension extension : EXTENSIONS) {
            if (owns(extension)) {
                Optional<String> kept = first(extension.tables, table);
                if (kept.isPresent()) {
                    throw new Refusal(
                            named(table, kept.get()) + extension.what + ", whose rows and locks are elsewhere",
                            "use the stock change, at a time when waiting does no harm");
                }
            }
        }
        Optional<String> foreign = first(FOREIGN, table);
        if (foreign.isPresent()) {
            throw new Refusal(
                    "part " + foreign.get() + " of " + table
                            + " is a foreign table, whose rows and locks are elsewhere",
                    "detach it for the time of this change, and change it on its own server");
        }
    }

    private static String named(QualifiedName table, String kept) {
        return kept.equals(table.toString()) ? table + " is " : table + " belongs to " + kept + ", ";
    }

    /** Somebody else's table of the same name says nothing. */
    private boolean owns(Extension extension) throws SQLException {
        return session.holds(
                "EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid WHERE d.classid ="
                        + " 'pg_class'::regclass AND d.objid = to_regclass(" + Sql.literal(extension.catalog)
                        + ") AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = "
                        + Sql.literal(extension.name) + ")");
    }

    private Optional<String> first(String query, QualifiedName table) throws SQLException {
        for (List<@Nullable String> row : session.rows(query.replace("TABLE", Sql.literal(table.toString())))) {
            return Optional.ofNullable(row.get(0));
        }
        return Optional.empty();
    }
}
