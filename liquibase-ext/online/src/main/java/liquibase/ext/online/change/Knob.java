package liquibase.ext.online.change;

import java.util.Arrays;
import java.util.List;

/**
 * A setting that an author may turn: its name as {@code liquibase.online.<name>} and as an attribute of a change, its
 * default and its meaning. Configuration, attributes, schemas and the README's table come from here.
 */
public enum Knob {
    LOCK_TIMEOUT(
            Place.EVERY_CHANGE,
            "lockTimeout",
            "200ms",
            "longest time that one request for a lock which stops others may stand in the lock queue: the longest stall it"
                    + " may cause"),
    LOCK_BUDGET(
            Place.EVERY_CHANGE,
            "lockBudget",
            "10min",
            "how long a lock, or a row that others hold, is asked for in all before the change gives up"),
    END_IDLE_BLOCKERS_AFTER(
            Place.EVERY_CHANGE,
            "endIdleBlockersAfter",
            "",
            "ends sessions in the way that have been idle in a transaction for longer than this; off unless given"),
    ACCEPT_ROW_SECURITY(
            Place.EVERY_CHANGE,
            "acceptRowSecurity",
            "false",
            "whether to go on where row security may hide rows: true only for a role whose policies show it every row"),
    SMALL_TABLE(
            Place.AT_ONCE,
            "smallTable",
            "8MB",
            "up to which size a table is changed at once, in one short transaction whose locks are asked for without queueing;"
                    + " 0 to go step by step always"),
    BATCH_TIME(
            Place.BACKFILLS,
            "batchTime",
            "50ms",
            "what a backfill batch is to take, and so how long another session may wait for a row of it"),
    BATCH_SIZE(Place.BACKFILLS, "batchSize", "", "rows of every backfill batch; sized by batchTime unless given"),
    MIN_BATCH_SIZE(Place.BACKFILLS, "minBatchSize", "100", "the fewest rows of a backfill batch that is sized by time"),
    MAX_BATCH_SIZE(Place.BACKFILLS, "maxBatchSize", "50000", "the most rows of a backfill batch that is sized by time"),
    PAUSE(Place.BACKFILLS, "pause", "0ms", "rest between two backfill batches"),
    NICE_RATIO(Place.BACKFILLS, "niceRatio", "0", "rest after a backfill batch as a multiple of what the batch took"),
    PARALLELISM(
            Place.BACKFILLS, "parallelism", "1", "workers of a backfill, each with a connection of its own, 1 to 64"),
    MAX_PASSES(
            Place.BACKFILLS,
            "maxPasses",
            "5",
            "how often a backfill looks for rows that are left before they are an error"),
    VACUUM(
            Place.BACKFILLS,
            "vacuum",
            "auto",
            "whether a backfill vacuums its table after each fifth of the way: on, off, or auto, which is where rows cannot"
                    + " be updated in their page"),
    ON_ROW_ERROR(
            Place.BACKFILLS,
            "onRowError",
            "fail",
            "what a row means that the server refuses to write: fail, after all others are written, or skip"),
    MAX_REPLICA_LAG(
            Place.BACKFILLS,
            "maxReplicaLag",
            "",
            "holds a backfill while a standby is further behind than this, such as 10s; off unless given"),
    MAX_SLOT_WAL(
            Place.BACKFILLS,
            "maxSlotWal",
            "",
            "holds a backfill while a replication slot keeps more WAL than this, such as 10GB; off unless given"),
    MAX_ACTIVE_SESSIONS(
            Place.BACKFILLS,
            "maxActiveSessions",
            "",
            "holds a backfill while more sessions than this are at work on the server; off unless given"),
    MAX_LOCK_WAITERS(
            Place.BACKFILLS,
            "maxLockWaiters",
            "",
            "makes a backfill step back while more sessions than this wait for its locks; off unless given"),
    PAUSE_WHILE(
            Place.BACKFILLS,
            "pauseWhile",
            "",
            "an SQL condition that holds a backfill while it is true or NULL; off unless given"),
    WINDOW(
            Place.BACKFILLS,
            "window",
            "",
            "the hours in which a backfill may work, such as 22:00-06:00 Europe/Berlin; always unless given"),
    SHOW_BLOCKER_QUERY(
            Place.CONFIGURATION,
            "showBlockerQuery",
            "false",
            "whether messages quote the query of a session in the way, which may hold personal data"),
    ANSWER_TIMEOUT(
            Place.CONFIGURATION,
            "answerTimeout",
            "15min",
            "how long the server may leave a short statement, such as a batch, unanswered before the connection counts as lost;"
                    + " after that time the server is asked through another connection whether it is at a long one still"),
    SHOW_ERROR_DETAIL(
            Place.CONFIGURATION,
            "showErrorDetail",
            "false",
            "whether messages quote the details of the server's errors, which hold values of rows and so perhaps personal data"),
    PROGRESS_FILE(
            Place.CONFIGURATION,
            "progressFile",
            "",
            "a file to which progress is appended, one JSON object a line; none unless given"),
    ALLOW_POOLER(
            Place.CONFIGURATION,
            "allowPooler",
            "false",
            "whether a connection through a pooler that keeps one server per client is accepted"),
    ACCEPT_EDITED(
            Place.CONFIGURATION,
            "acceptEdited",
            "",
            "a changeSet, as file::id::author, that may go on with what an earlier edition of it left, or an earlier run that"
                    + " kept no record: what stands is taken for its own; none unless given"),
    ADVISORY_LOCK(
            Place.CONFIGURATION,
            "advisoryLock",
            "false",
            "whether Liquibase's changelog lock is an advisory lock, which ends with its session, and not a row; for a whole"
                    + " fleet or not at all"),
    URL(
            Place.CONFIGURATION,
            "url",
            "",
            "JDBC URL for further connections, of workers and for watching builds; where Liquibase itself connected unless"
                    + " given"),
    USERNAME(
            Place.CONFIGURATION,
            "username",
            "",
            "user of further connections; the changes' own role is set in them whoever this is"),
    PASSWORD(Place.CONFIGURATION, "password", "", "password of further connections; never shown");

    /** Where a setting may be given besides the configuration. */
    enum Place {
        EVERY_CHANGE,
        AT_ONCE,
        BACKFILLS,
        CONFIGURATION
    }

    private final Place place;
    private final String key;
    private final String byDefault;
    private final String meaning;

    Knob(Place place, String key, String byDefault, String meaning) {
        this.place = place;
        this.key = key;
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    /** The name without prefix. */
    public String key() {
        return key;
    }

    /** As an author would write it; empty where there is none. */
    public String byDefault() {
        return byDefault;
    }

    /** What it is, without a full stop. */
    public String meaning() {
        return meaning;
    }

    /**
     * Those that are attributes of a change.
     *
     * @param fillsRows whether it may write rows in batches
     * @param atOnce whether it may be done in one transaction
     */
    static List<Knob> of(boolean fillsRows, boolean atOnce) {
        return Arrays.stream(values())
                .filter(knob -> switch (knob.place) {
                    case EVERY_CHANGE -> true;
                    case AT_ONCE -> atOnce;
                    case BACKFILLS -> fillsRows;
                    case CONFIGURATION -> false;
                })
                .toList();
    }
}
