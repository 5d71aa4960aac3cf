package liquibase.ext.online.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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

    /** The name of the table. */
    public static final String NAME = "databasechangelogonline";

    /** The name of the table of stretches. */
    public static final String STRETCHES = NAME + "_stretch";

    /**
     * The tables of a database.
     *
     * @param schema of DATABASECHANGELOG; null to look on the search path
     */
    public static StateTable in(@Nullable String schema) {
        return new StateTable(new QualifiedName(schema, NAME), new QualifiedName(schema, STRETCHES));
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
                        + " fingerprint = excluded.fingerprint");
    }

    /** The layout, and the extension that made it; no row in version 1. Holds for every version, later ones included. */
    public String version() {
        return "SELECT fingerprint, relation FROM " + main
                + " WHERE id OPERATOR(pg_catalog.=) '' AND change OPERATOR(pg_catalog.=) -1 AND step OPERATOR(pg_catalog.=)"
                + " 'version'";
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

    /** Says that a change is done. */
    public String end(Origin origin) {
        return "UPDATE " + main + " SET status = 'done', updated = pg_catalog.now() WHERE " + where(origin)
                + " AND step OPERATOR(pg_catalog.=) ''";
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
                + values(origin) + ", " + Sql.literal(made.key()) + ", 'object', '" + how.word() + "', "
                + Sql.literal(made.table().toString()) + ", "
                + made.fields().stream()
                        .map(Sql::literal)
                        .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"))
                + ", pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO ";
    }

    /** Drops the row of something that is gone. */
    public String drop(Origin origin, Made made) {
        return "DELETE FROM " + main + " WHERE " + where(origin) + " AND step OPERATOR(pg_catalog.=) "
                + Sql.literal(made.key());
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
