package liquibase.ext.online.it.lint;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import liquibase.ext.online.it.lock.Observation;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.sql.QualifiedName;
import org.postgresql.PGConnection;

/** A database that runs changeSets as Liquibase would send them, and watches each statement from inside its transaction. */
final class Trace implements AutoCloseable {
    /**
     * What one changeSet did to the tables that existed before it.
     *
     * @param blocking the first statement that worked through such a table while a lock was held that stops its readers or
     *     writers, or those of another one; empty when none did
     * @param hidden whether some statement may not run in a transaction, so that its locks could not be looked at
     * @param failure what the server refused, or empty
     */
    record Seen(Footprint footprint, String blocking, boolean hidden, String failure) {
        static final Seen NOTHING = new Seen(Footprint.NONE, "", false, "");

        boolean blocks() {
            return !blocking.isEmpty();
        }

        Seen failing(String refused) {
            return new Seen(footprint, blocking, hidden, refused);
        }
    }

    /** One statement, and whether its locks and work are looked at. */
    record Sent(String sql, boolean watched) {}

    /** Active SQL transaction, and invalid transaction termination, which is a COMMIT in a block. */
    private static final Set<String> NOT_IN_A_TRANSACTION = Set.of("25001", "2D000");

    /** A write of rows that no query of its own finds. */
    private static final Pattern PLAIN_WRITE = Pattern.compile(
            "\\s*(?:INSERT|UPDATE|DELETE)\\b(?!.*\\bSELECT\\b)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final TestDatabase database;
    private final Connection session;
    private final int pid;
    private final String schema;

    /** One whose default schema is {@code public}. */
    Trace(int major) throws SQLException {
        this(major, "public");
    }

    /** One with another default schema, which is made. */
    Trace(int major, String schema) throws SQLException {
        this.schema = QualifiedName.of(schema).toString();
        database = PostgresServer.of(major).freshDatabase();
        session = database.connect();
        pid = session.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = session.createStatement()) {
            statement.execute("SET client_min_messages = error");
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + this.schema);
        }
    }

    Connection connection() {
        return session;
    }

    /** For whoever speaks to the database beside this session. */
    String url() {
        return database.url();
    }

    /** Takes everything away that has been made in the database. */
    void clear() throws SQLException {
        session.setAutoCommit(true);
        execute("ROLLBACK");
        execute("""
                DO $$ DECLARE made text; BEGIN
                  FOR made IN SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)' LOOP
                    EXECUTE 'DROP SCHEMA ' || made || ' CASCADE';
                  END LOOP;
                  CREATE SCHEMA public;
                END $$""");
        execute("DISCARD ALL");
        execute("SET client_min_messages = error");
    }

    /** Runs a changeSet; what fails is rolled back. */
    Seen run(ChangeSetUnit changeSet) throws SQLException {
        return run(
                changeSet.runsInTransaction(),
                changeSet.changes().stream()
                        .flatMap(change -> change.statements().stream()
                                .map(statement -> new Sent(statement.sql(), !change.isOnline())))
                        .toList());
    }

    private Seen run(boolean inTransaction, List<Sent> statements) throws SQLException {
        return run(inTransaction, statements, Observation.beginOnEmptyTables(session));
    }

    /** What exists now, for whoever runs several changeSets and asks what they do to that. */
    Observation observe() throws SQLException {
        return Observation.beginOnEmptyTables(session);
    }

    /** Runs statements as one changeSet and watches the tables that an observation knows; what fails is rolled back. */
    Seen run(boolean inTransaction, List<Sent> statements, Observation before) throws SQLException {
        putDefaultSchemaFirst();
        session.setAutoCommit(!inTransaction);
        Seen seen = Seen.NOTHING;
        try {
            for (Sent statement : statements) {
                seen = and(seen, run(inTransaction, statement, before));
            }
            finish(true);
        } catch (SQLException refused) {
            finish(false);
            return new Seen(seen.footprint(), seen.blocking(), seen.hidden(), String.valueOf(refused.getMessage()));
        }
        return seen;
    }

    /** As Liquibase does before each changeSet. */
    private void putDefaultSchemaFirst() throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet path = statement.executeQuery("SHOW search_path")) {
            path.next();
            String rest = path.getString(1);
            execute("SET search_path TO " + schema + (rest.isEmpty() || rest.equals("\"\"") ? "" : ", " + rest));
        }
    }

    private void finish(boolean commit) throws SQLException {
        if (!session.getAutoCommit()) {
            if (commit) {
                session.commit();
            } else {
                session.rollback();
            }
        }
        session.setAutoCommit(true);
    }

    /** Online changes are not watched: how they run is tested elsewhere, and what they leave is what the stock change leaves. */
    private Seen run(boolean inTransaction, Sent statement, Observation before) throws SQLException {
        if (!statement.watched()) {
            execute(statement.sql());
            return Seen.NOTHING;
        }
        return inTransaction ? watched(statement.sql(), before) : alone(statement.sql(), before);
    }

    /** A command that may not run in a transaction leaves no locks to look at; those that may are watched in one of their own. */
    private Seen alone(String text, Observation before) throws SQLException {
        session.setAutoCommit(false);
        try {
            Seen seen = watched(text, before);
            session.commit();
            return seen;
        } catch (SQLException refused) {
            session.rollback();
            if (!NOT_IN_A_TRANSACTION.contains(String.valueOf(refused.getSQLState()))) {
                throw refused;
            }
        } finally {
            session.setAutoCommit(true);
        }
        execute(text);
        return new Seen(Footprint.NONE, "", true, "");
    }

    private Seen watched(String text, Observation before) throws SQLException {
        boolean plainWrite = PLAIN_WRITE.matcher(text).lookingAt();
        Observation observation = Observation.beginOnEmptyTables(session).since(before);
        // Tables as small as these are read without their indexes, by the checks of foreign keys too; large ones are
        // not.
        if (plainWrite) {
            execute("SET LOCAL enable_seqscan = off");
        }
        execute(text);
        if (plainWrite) {
            execute("SET LOCAL enable_seqscan = DEFAULT");
        }
        Footprint footprint = observation.footprint(session, observation.locks(session, pid));
        if (text.stripLeading().regionMatches(true, 0, "TRUNCATE", 0, 8)) {
            // The new file of a table that had no rows before either looks like a rewrite.
            footprint = withoutWork(footprint);
        }
        footprint = withoutMaterializedViews(footprint);
        boolean grows = footprint.tables().values().stream()
                .anyMatch(touch -> touch.work().growsWithTable());
        boolean held = footprint.tables().values().stream()
                .anyMatch(touch -> touch.mode().blocksWrites());
        return new Seen(footprint, grows && held ? text.strip() : "", false, "");
    }

    /** Without the locks on materialized views for which only another refresh waits: no application writes to one. */
    private Footprint withoutMaterializedViews(Footprint footprint) throws SQLException {
        Footprint others = footprint;
        try (Statement statement = session.createStatement();
                ResultSet views = statement.executeQuery("SELECT relname FROM pg_class WHERE relkind = 'm'")) {
            while (views.next()) {
                String view = QualifiedName.of(views.getString(1)).toString();
                Footprint.Touch touch = footprint.tables().get(view);
                if (touch != null && !touch.mode().blocksReads()) {
                    others = others.without(view);
                }
            }
        }
        return others;
    }

    private static Footprint withoutWork(Footprint footprint) {
        Footprint locks = Footprint.NONE;
        for (var entry : footprint.tables().entrySet()) {
            locks = locks.and(entry.getKey(), entry.getValue().mode(), Work.CATALOG_ONLY);
        }
        return locks;
    }

    private static Seen and(Seen one, Seen two) {
        return new Seen(
                one.footprint().and(two.footprint()),
                one.blocks() ? one.blocking() : two.blocking(),
                one.hidden() || two.hidden(),
                "");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** What counts in a comparison: tables that some reader or writer waits for, and how heavy the work on them is. */
    static Footprint essence(Footprint footprint) {
        Footprint essence = Footprint.NONE;
        for (var entry : footprint.tables().entrySet()) {
            LockMode mode = entry.getValue().mode();
            Work work = entry.getValue().work();
            if (mode.blocksWrites()) {
                essence = essence.and(entry.getKey(), mode, work == Work.ROW_BATCH ? Work.CATALOG_ONLY : work);
            }
        }
        return essence;
    }

    @Override
    public void close() throws SQLException {
        session.close();
        database.close();
    }
}
