package liquibase.ext.online.fill;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The table beside DATABASECHANGELOG that says how far each backfill came. A row is written in the transaction of each
 * batch, so that both are there or neither.
 */
public final class ProgressTable {
    /** The name of the table, in the schema of DATABASECHANGELOG. */
    static final String NAME = "databasechangelogonline";

    private final Session session;
    private final QualifiedName table;

    public ProgressTable(Session session, @Nullable String schema) {
        this.session = session;
        this.table = new QualifiedName(schema, NAME);
    }

    /**
     * Which backfill it is.
     *
     * @param step the name of the step in the plan
     * @param fingerprint of what is written, so that another backfill does not go on where this one stopped
     */
    public record Key(Origin origin, String step, String fingerprint) {}

    /**
     * How far it came.
     *
     * @param part the partition, or the table, that is being walked, and how it is cut into ranges
     * @param after the end of the last batch; null before the first
     * @param end of the last range; null while it is not fixed
     */
    public record State(
            int pass,
            String part,
            @Nullable List<String> after,
            @Nullable List<String> end,
            long rows,
            long written,
            long batches) {}

    void create() throws SQLException {
        if (session.holds("to_regclass(" + Sql.literal(table.toString()) + ") IS NOT NULL")) {
            return;
        }
        session.execute("CREATE TABLE " + table + " (id text NOT NULL, author text NOT NULL, filename text NOT NULL,"
                + " change int NOT NULL, step text NOT NULL, fingerprint text NOT NULL, pass int NOT NULL, part text NOT NULL,"
                + " range_after text[], range_end text[], rows_walked bigint NOT NULL, rows_written bigint NOT NULL, batches"
                + " bigint NOT NULL, done boolean NOT NULL, started timestamptz NOT NULL DEFAULT now(), updated timestamptz NOT"
                + " NULL DEFAULT now(), PRIMARY KEY (id, author, filename, change, step))");
    }

    Optional<State> unfinished(Key key) throws SQLException {
        String sql = "SELECT pass, part, range_after, range_end, rows_walked, rows_written, batches FROM " + table
                + " WHERE id = ? AND author = ? AND filename = ? AND change = ? AND step = ? AND fingerprint = ? AND NOT done";
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            bindKey(statement, 1, key);
            statement.setString(6, key.fingerprint());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new State(
                                row.getInt(1),
                                row.getString(2),
                                texts(row.getArray(3)),
                                texts(row.getArray(4)),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7)))
                        : Optional.empty();
            }
        }
    }

    void save(Key key, State state, boolean done) throws SQLException {
        String sql = "INSERT INTO " + table + " AS t (id, author, filename, change, step, fingerprint, pass, part,"
                + " range_after, range_end, rows_walked, rows_written, batches, done) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET fingerprint ="
                + " excluded.fingerprint, pass = excluded.pass, part = excluded.part, range_after = excluded.range_after,"
                + " range_end = excluded.range_end, rows_walked = excluded.rows_walked, rows_written ="
                + " excluded.rows_written, batches = excluded.batches, done = excluded.done, updated = now(), started = CASE"
                + " WHEN t.fingerprint = excluded.fingerprint AND NOT t.done THEN t.started ELSE now() END";
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            bindKey(statement, 1, key);
            statement.setString(6, key.fingerprint());
            statement.setInt(7, state.pass());
            statement.setString(8, state.part());
            statement.setArray(9, array(state.after()));
            statement.setArray(10, array(state.end()));
            statement.setLong(11, state.rows());
            statement.setLong(12, state.written());
            statement.setLong(13, state.batches());
            statement.setBoolean(14, done);
            statement.executeUpdate();
        }
    }

    /** Removes what is known of one change, so that it starts anew. */
    public void forget(Origin origin) throws SQLException {
        if (session.holds("to_regclass(" + Sql.literal(table.toString()) + ") IS NULL")) {
            return;
        }
        String sql = "DELETE FROM " + table + " WHERE id = ? AND author = ? AND filename = ? AND change = ?";
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            bindOrigin(statement, 1, origin);
            statement.executeUpdate();
        }
    }

    private static void bindKey(PreparedStatement statement, int first, Key key) throws SQLException {
        bindOrigin(statement, first, key.origin());
        statement.setString(first + 4, key.step());
    }

    private static void bindOrigin(PreparedStatement statement, int first, Origin origin) throws SQLException {
        statement.setString(first, origin.id());
        statement.setString(first + 1, origin.author());
        statement.setString(first + 2, origin.path());
        statement.setInt(first + 3, origin.changeIndex());
    }

    private @Nullable Array array(@Nullable List<String> texts) throws SQLException {
        return texts == null ? null : session.connection().createArrayOf("text", texts.toArray());
    }

    private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }
}
