package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The state tables of a database: used when they are ours and of a version that we know, made and upgraded when needed. */
public final class StateTables {
    private final StateTable names;
    private final String changelog;

    /**
     * The tables beside a DATABASECHANGELOG.
     *
     * @param names of the tables
     * @param changelog DATABASECHANGELOG as SQL text
     */
    public StateTables(StateTable names, String changelog) {
        this.names = names;
        this.changelog = changelog;
    }

    public StateTable names() {
        return names;
    }

    /**
     * Whether anything was ever kept here, in tables that can be believed. Needs no more than SELECT.
     *
     * @throws Refusal if the tables are not ours or of a later version
     */
    public boolean exist(Session session) throws SQLException {
        return version(session) > 0;
    }

    /** 0 where there are none. */
    private int version(Session session) throws SQLException {
        Trust trust = new Trust(session, changelog);
        trust.check(names.main());
        trust.check(names.stretches());
        if (!session.holds(isThere(names.main()))) {
            return 0;
        }
        new Rights(session, names).read();
        Optional<List<@Nullable String>> row = session.first(names.version());
        if (row.isEmpty()) {
            return 1;
        }
        int version = Integer.parseInt(String.valueOf(row.get().get(0)));
        if (version > StateTable.VERSION) {
            throw new Refusal(
                    "the table " + names.main() + " has layout " + version + ", and this extension knows "
                            + StateTable.VERSION,
                    "use " + row.get().get(1) + " or later, which wrote it");
        }
        return version;
    }

    /**
     * Makes the tables where they are missing, and looks whether they can be believed.
     *
     * @return a boolean expression that holds as long as they are as they were looked at: what makes a table another, or has
     *     somebody else's code run when it is written, writes its row of pg_class anew
     */
    String trusted(Session session) throws SQLException {
        requireRights(session);
        ready(session);
        String seen = "(SELECT pg_catalog.string_agg(pg_catalog.concat(c.oid, ' ', c.xmin), ',' ORDER BY c.oid) FROM"
                + " pg_catalog.pg_class c WHERE c.oid OPERATOR(pg_catalog.=) ANY (ARRAY[pg_catalog.to_regclass("
                + Sql.literal(names.main().toString()) + "), pg_catalog.to_regclass("
                + Sql.literal(names.stretches().toString()) + ")]::pg_catalog.oid[]))";
        return seen + " OPERATOR(pg_catalog.=) " + Sql.literal(session.value("SELECT " + seen));
    }

    private static String isThere(QualifiedName table) {
        return "pg_catalog.to_regclass(" + Sql.literal(table.toString()) + ") IS NOT NULL";
    }

    /** Refuses what {@link #ready} or a write behind it would fail at for want of a right; looks only. */
    public void requireRights(Session session) throws SQLException {
        Rights rights = new Rights(session, names);
        if (version(session) == StateTable.VERSION) {
            rights.write();
        } else {
            rights.make();
        }
    }

    /** Whether there are tables, in whatever version; refuses when they may not be written. */
    public boolean areWritable(Session session) throws SQLException {
        boolean exist = exist(session);
        if (exist) {
            new Rights(session, names).write();
        }
        return exist;
    }

    /** Makes the tables, or brings them up to date, where that is needed. Waits for nobody longer than 5 s. */
    public void ready(Session session) throws SQLException {
        if (version(session) == StateTable.VERSION) {
            return;
        }
        try {
            session.execute("BEGIN; SET LOCAL lock_timeout = '5s'; " + String.join("; ", names.create()) + "; COMMIT");
        } catch (SQLException failure) {
            throw refused(failure);
        }
        version(session);
    }

    private SQLException refused(SQLException failure) {
        return SqlState.isLockTrouble(failure)
                ? new Refusal(
                        "the table " + names.main() + " cannot be brought up to date, as another session uses it: "
                                + SqlState.sentence(failure),
                        "end the transaction that uses it",
                        failure)
                : failure;
    }

    /** Drops all rows of a change. */
    public void forget(Session session, Origin origin) throws SQLException {
        if (exist(session)) {
            session.execute("BEGIN; " + String.join("; ", names.forget(origin)) + "; COMMIT");
        }
    }

    /** What is kept of all changes of a changeSet. */
    public List<Kept> ofChangeSet(Session session, Origin change) throws SQLException {
        return kept(session, StateTable.whereChangeSet(change));
    }

    /** What is kept of one change. */
    public List<Kept> of(Session session, Origin change) throws SQLException {
        return kept(session, StateTable.where(change));
    }

    /** Everything that is kept. */
    public List<Kept> all(Session session) throws SQLException {
        return kept(session, "true");
    }

    /**
     * The same for a look at a changelog that may have no change of ours, and so need not mind what state these tables are in:
     * nothing where they cannot be read. A change of ours asks again when it runs.
     */
    public List<Kept> allThatCanBeRead(Session session) {
        try {
            return all(session);
        } catch (SQLException notToBeRead) {
            return List.of();
        }
    }

    private List<Kept> kept(Session session, String where) throws SQLException {
        return exist(session) ? Kept.in(session, names, where) : List.of();
    }
}
