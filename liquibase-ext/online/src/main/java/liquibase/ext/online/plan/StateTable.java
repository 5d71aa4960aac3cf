package liquibase.ext.online.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The table beside DATABASECHANGELOG that says what changes began, made and wrote, as SQL text: a row for each change
 * ({@code begun}), for each thing that it made or found ({@code object}) and for each backfill ({@code fill}); and the
 * table of the stretches that backfills have in work. Nothing in these texts is looked up on the search_path.
 *
 * @param main keyed by changeSet, change and step
 */
public record StateTable(QualifiedName main, QualifiedName stretches) {
    /** The layout that this edition of the extension writes. Version 1 knew backfills only. */
    public static final int VERSION = 2;

    /** The extension that has this layout, for those that meet it and do not know it. */
    private static final String EXTENSION = "liquibase-online 0.1";

    private static final String SUFFIX = "online";
    private static final String STRETCHES_SUFFIX = SUFFIX + "_stretch";

    /**
     * The tables of one DATABASECHANGELOG, named after it: two of them in a schema may know a changeSet of the same name each,
     * of which the one is no business of the other.
     *
     * @param schema of DATABASECHANGELOG; null to look on the search path
     * @param changelog its name, in whatever case: Liquibase writes it in lower case, and quoted or not as a changeSet quotes
     */
    public static StateTable in(@Nullable String schema, String changelog) {
        String name = GeneratedName.within(
                changelog.toLowerCase(Locale.ROOT), GeneratedName.MAX_BYTES - STRETCHES_SUFFIX.length());
        return new StateTable(
                new QualifiedName(schema, name + SUFFIX), new QualifiedName(schema, name + STRETCHES_SUFFIX));
    }

    private static final String KEY =
            "id pg_catalog.text NOT NULL, author pg_catalog.text NOT NULL, filename pg_catalog.text NOT NULL, change int NOT NULL, step pg_catalog.text NOT NULL";
    private static final String COUNTS =
            "rows_walked bigint NOT NULL, rows_written bigint NOT NULL, batches bigint NOT NULL";

    /** Makes the tables where they are missing, and brings older ones up to this version; changes nothing where they are. */
    public List<String> create() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + main + " (" + KEY
                        + ", relation pg_catalog.text NOT NULL, fingerprint pg_catalog.text NOT NULL, status pg_catalog.text NOT NULL, request pg_catalog.text, reason"
                        + " pg_catalog.text, error pg_catalog.text, pass int NOT NULL, part pg_catalog.text NOT NULL, range_from pg_catalog.text[], range_end pg_catalog.text[],"
                        + " total bigint NOT NULL, " + COUNTS
                        + ", walked boolean NOT NULL, backend int NOT NULL, workers int NOT NULL, started pg_catalog.timestamptz NOT NULL"
                        + " DEFAULT pg_catalog.now(), updated pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(), PRIMARY KEY (id,"
                        + " author, filename, change, step))",
                "CREATE TABLE IF NOT EXISTS " + stretches + " (" + KEY
                        + ", stretch int NOT NULL, part pg_catalog.text NOT NULL, range_from pg_catalog.text[], range_end pg_catalog.text[] NOT NULL, passes int"
                        + " NOT NULL, cursor pg_catalog.text[], " + COUNTS
                        + ", updated pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(), PRIMARY KEY (id, author, filename, change,"
                        + " step, stretch))",
                "ALTER TABLE " + main
                        + " ADD COLUMN IF NOT EXISTS kind pg_catalog.text NOT NULL DEFAULT 'fill', ADD COLUMN IF NOT EXISTS"
                        + " object pg_catalog.text[], ALTER relation SET DEFAULT '', ALTER fingerprint SET DEFAULT '', ALTER pass SET"
                        + " DEFAULT 0, ALTER part SET DEFAULT '', ALTER total SET DEFAULT 0, ALTER rows_walked SET DEFAULT 0,"
                        + " ALTER rows_written SET DEFAULT 0, ALTER batches SET DEFAULT 0, ALTER walked SET DEFAULT false,"
                        + " ALTER backend SET DEFAULT 0, ALTER workers SET DEFAULT 0",
                "INSERT INTO " + main
                        + " (id, author, filename, change, step, kind, status, relation, fingerprint) VALUES ('', '', '', -1,"
                        + " 'version', 'version', '', " + Sql.literal(EXTENSION) + ", '" + VERSION
                        + "') ON CONFLICT (id, author, filename, change, step) DO UPDATE SET relation = excluded.relation,"
                        + " fingerprint = excluded.fingerprint WHERE " + main
                        + ".fingerprint::pg_catalog.int4 OPERATOR(pg_catalog.<) excluded.fingerprint::pg_catalog.int4");
    }

    /** The layout, and the extension that made it; no row in version 1. Holds for every version, later ones included. */
    public String version() {
        return "SELECT fingerprint, relation FROM " + main
                + " WHERE id OPERATOR(pg_catalog.=) '' AND change OPERATOR(pg_catalog.=) -1 AND step OPERATOR(pg_catalog.=)"
                + " 'version'";
    }

    /**
     * Asks of a table that is found by its name why it must not be believed nor written to: the reason, NULL where there is
     * none, and the current role; no row where nothing bears the name. Whoever may create tables in the schema could have
     * planted it, and a trigger, rule or policy on it would run with the rights of the session.
     *
     * @param changelog DATABASECHANGELOG as SQL text, whose owner is trusted
     */
    public static String doubt(QualifiedName table, String changelog) {
        return "SELECT CASE WHEN c.relkind OPERATOR(pg_catalog.<>) 'r' THEN 'it is no plain table' WHEN c.relpersistence"
                + " OPERATOR(pg_catalog.<>) 'p' THEN 'it is temporary or unlogged' WHEN c.relispartition OR EXISTS (SELECT FROM"
                + " pg_catalog.pg_inherits h WHERE h.inhrelid OPERATOR(pg_catalog.=) c.oid OR h.inhparent"
                + " OPERATOR(pg_catalog.=) c.oid) THEN 'it inherits or is inherited from' WHEN NOT ("
                + isTrustedOwner("c.relowner", changelog)
                + ") THEN 'it belongs to role ' OPERATOR(pg_catalog.||) pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text"
                + " WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid OPERATOR(pg_catalog.=) c.oid AND NOT"
                + " t.tgisinternal) THEN 'it has a trigger' WHEN EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE"
                + " r.ev_class OPERATOR(pg_catalog.=) c.oid) THEN 'it has a rule' WHEN c.relrowsecurity OR EXISTS (SELECT"
                + " FROM pg_catalog.pg_policy p WHERE p.polrelid OPERATOR(pg_catalog.=) c.oid) THEN 'it has row security' END,"
                + " current_user FROM pg_catalog.pg_class c WHERE c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass("
                + Sql.literal(table.toString()) + ")";
    }

    /**
     * A role that the session's role is a member of, the owner of DATABASECHANGELOG or of the database. pg_has_role would
     * say yes to a superuser for every role.
     */
    private static String isTrustedOwner(String owner, String changelog) {
        return "EXISTS (WITH RECURSIVE roles (oid) AS (SELECT a.oid FROM pg_catalog.pg_roles a WHERE a.rolname"
                + " OPERATOR(pg_catalog.=) current_user UNION SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN roles ON"
                + " m.member OPERATOR(pg_catalog.=) roles.oid), trusted AS (SELECT oid FROM roles UNION SELECT d.datdba FROM"
                + " pg_catalog.pg_database d WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database() UNION SELECT"
                + " l.relowner FROM pg_catalog.pg_class l WHERE l.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass("
                + Sql.literal(changelog) + ")) SELECT FROM trusted WHERE trusted.oid OPERATOR(pg_catalog.=) " + owner
                + ")";
    }

    /** Whether nothing is kept of the change, and of others of its changeSet only this edition, as an expression. */
    public String isFresh(Edition edition) {
        String begun = IntStream.range(0, edition.fingerprints().size())
                .filter(edition::hasChangeAt)
                .mapToObj(index ->
                        "(" + index + ", " + Sql.literal(edition.fingerprints().get(index)) + ")")
                .collect(Collectors.joining(", "));
        return "NOT EXISTS (SELECT FROM " + main + " AS m WHERE " + whereChangeSet(edition.origin())
                + " AND (m.change OPERATOR(pg_catalog.=) "
                + edition.origin().changeIndex()
                + " OR NOT EXISTS (SELECT FROM " + main + " AS b JOIN (VALUES " + begun
                + ") AS e (change, fingerprint) ON e.change OPERATOR(pg_catalog.=) b.change AND e.fingerprint"
                + " OPERATOR(pg_catalog.=) b.fingerprint WHERE (b.id, b.author, b.filename, b.change, b.kind)"
                + " OPERATOR(pg_catalog.=) (m.id, m.author, m.filename, m.change, 'begun'))))";
    }

    /** Says that a change begins, or goes on in this edition. */
    public String begin(Edition edition) {
        return "INSERT INTO " + main + " (id, author, filename, change, step, kind, status, fingerprint) VALUES ("
                + values(edition.origin()) + ", '', 'begun', 'begun', " + Sql.literal(edition.fingerprint())
                + ") ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = 'begun', fingerprint ="
                + " excluded.fingerprint, updated = pg_catalog.now()";
    }

    /** Has the backfills of a change go on in this edition, whatever they were begun in. */
    public String takeOver(Edition edition) {
        return "UPDATE " + main + " SET fingerprint = " + Sql.literal(edition.fingerprint()) + " WHERE "
                + where(edition.origin()) + " AND kind OPERATOR(pg_catalog.=) 'fill'";
    }

    /** Says that a script begins a backfill, or goes on with it. */
    String fillBegins(Edition edition, String step, QualifiedName table) {
        return "INSERT INTO " + main
                + " (id, author, filename, change, step, kind, status, relation, fingerprint) VALUES ("
                + values(edition.origin()) + ", " + Sql.literal(step) + ", 'fill', 'running', "
                + Sql.literal(table.toString()) + ", " + Sql.literal(edition.fingerprint())
                + ") ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = 'running', fingerprint ="
                + " excluded.fingerprint, updated = pg_catalog.now()";
    }

    /** Says that a script has written rows, {@code rows} being an expression. */
    String fillWrote(Origin origin, String step, String rows) {
        return "UPDATE " + main + " SET rows_written = rows_written OPERATOR(pg_catalog.+) " + rows
                + ", updated = pg_catalog.clock_timestamp() WHERE " + where(origin)
                + " AND step OPERATOR(pg_catalog.=) "
                + Sql.literal(step);
    }

    /** Says that a script is done with a backfill. */
    String fillEnds(Origin origin, String step) {
        return "UPDATE " + main + " SET status = 'done', walked = true, updated = pg_catalog.now() WHERE "
                + where(origin) + " AND step OPERATOR(pg_catalog.=) " + Sql.literal(step);
    }

    /** Says that a change is done, and so its backfills are, whatever a script called them. */
    public String end(Origin origin) {
        return "UPDATE " + main + " SET status = 'done', updated = pg_catalog.now() WHERE " + where(origin)
                + " AND kind OPERATOR(pg_catalog.<>) 'object' AND status OPERATOR(pg_catalog.<>) 'done'";
    }

    /** How something came to be there. */
    public enum How {
        /** A concurrent build of it begins. */
        BUILDING,
        /** The change made it. */
        CREATED,
        /** It was there, equal to what the change wants. */
        ADOPTED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Keeps what a change makes or made. */
    public String made(Origin origin, Made made, How how) {
        return keep(origin, made, how) + "UPDATE SET status = excluded.status, object = excluded.object, updated ="
                + " pg_catalog.now()";
    }

    /** Keeps what a change found, unless it is known already how that came to be there. */
    public String found(Origin origin, Made made, How how) {
        return keep(origin, made, how) + "NOTHING";
    }

    private String keep(Origin origin, Made made, How how) {
        return "INSERT INTO " + main
                + " (id, author, filename, change, step, kind, status, relation, object, started) VALUES ("
                + values(origin) + ", " + made.keySql() + ", 'object', '" + how.word() + "', " + made.tableSql() + ", "
                + made.fieldsSql()
                + ", pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO ";
    }

    /**
     * Keeps what a script is about to make, where only the server knows what that is.
     *
     * @param objects a query for it, see {@link Action.ForEach}
     */
    String making(Origin origin, String objects) {
        return "INSERT INTO " + main
                + " (id, author, filename, change, step, kind, status, relation, object, started) SELECT "
                + values(origin)
                + ", pg_catalog.format('%s %I.%I %I', pg_catalog.lower(k.kind), m.place, m.tab, m.name), 'object', 'building',"
                + " pg_catalog.format('%I.%I', m.place, m.tab), ARRAY[k.kind, m.place::pg_catalog.text,"
                + " m.tab::pg_catalog.text, m.name, m.detail]::pg_catalog.text[], pg_catalog.clock_timestamp() FROM ("
                + objects
                + ") AS m (place, tab, name, kinds, detail) CROSS JOIN LATERAL pg_catalog.unnest(m.kinds) AS k (kind)"
                + " ON CONFLICT (id, author, filename, change, step) DO NOTHING";
    }

    /** Says that all is made that was about to be. */
    String isMade(Origin origin) {
        return "UPDATE " + main + " SET status = 'created', updated = pg_catalog.now() WHERE " + where(origin)
                + " AND status OPERATOR(pg_catalog.=) 'building'";
    }

    /** Whether something was there before the change, or the index that is its own, or what partitions had, as an expression. */
    String isAdopted(Origin origin, Made made) {
        List<String> keys = made.kind() == Made.Kind.CONSTRAINT
                ? List.of(made.keySql(), new Made(Made.Kind.INDEX, made.table(), made.name(), "").keySql())
                : List.of(made.keySql());
        String ofParts = made.kindsThatPartsHave().stream()
                .map(kind -> " OR (step OPERATOR(pg_catalog.~~) '" + kind.word()
                        + " %' AND relation OPERATOR(pg_catalog.<>) " + made.tableSql() + ")")
                .collect(Collectors.joining());
        return "EXISTS (SELECT FROM " + main + " WHERE " + where(origin)
                + " AND status OPERATOR(pg_catalog.=) 'adopted' AND (step OPERATOR(pg_catalog.=) ANY (ARRAY["
                + String.join(", ", keys) + "])" + ofParts + "))";
    }

    /** Says that a statement ran; a second time the key of the table refuses it, and with it the statement. */
    public String ran(Origin origin, String step) {
        return "INSERT INTO " + main + " (id, author, filename, change, step, kind, status, started) VALUES ("
                + values(origin) + ", " + Sql.literal(step)
                + ", 'statement', 'done', pg_catalog.clock_timestamp())";
    }

    /** Forgets which statements ran when the change was done last, as it is to be done anew. */
    public String runAnew(Origin origin) {
        return "DELETE FROM " + main + " WHERE " + where(origin)
                + " AND kind OPERATOR(pg_catalog.=) 'statement' AND EXISTS"
                + " (SELECT FROM " + main + " AS b WHERE " + where(origin)
                + " AND b.kind OPERATOR(pg_catalog.=) 'begun' AND b.status OPERATOR(pg_catalog.=) 'done')";
    }

    /** Drops the row of something that is gone. */
    public String drop(Origin origin, Made made) {
        return "DELETE FROM " + main + " WHERE " + where(origin) + " AND step OPERATOR(pg_catalog.=) " + made.keySql();
    }

    /** Drops every row of a change. */
    public List<String> forget(Origin origin) {
        return List.of(
                "DELETE FROM " + stretches + " WHERE " + where(origin),
                "DELETE FROM " + main + " WHERE " + where(origin));
    }

    /** The rows of a change, as a condition. */
    public static String where(Origin origin) {
        return whereChangeSet(origin) + " AND change OPERATOR(pg_catalog.=) " + origin.changeIndex();
    }

    /** The rows of all changes of a changeSet, as a condition. */
    public static String whereChangeSet(Origin origin) {
        return "id OPERATOR(pg_catalog.=) " + Sql.literal(origin.id()) + " AND author OPERATOR(pg_catalog.=) "
                + Sql.literal(origin.author()) + " AND filename OPERATOR(pg_catalog.=) " + Sql.literal(origin.path());
    }

    /** The first columns of the key of a change's rows. */
    public static String values(Origin origin) {
        return Sql.literal(origin.id()) + ", " + Sql.literal(origin.author()) + ", " + Sql.literal(origin.path()) + ", "
                + origin.changeIndex();
    }
}
