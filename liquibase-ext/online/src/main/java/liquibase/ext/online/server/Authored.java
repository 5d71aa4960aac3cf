package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session for what runs code of others: the author's expressions and types, DDL, and whatever reads or writes rows of the
 * author's tables, as triggers, policies, domains and operator classes may be written in a language that looks names up.
 * There the search_path is the author's, so that every operator, function, cast and type of ours must be qualified.
 */
public final class Authored {
    private final Session session;
    private final SearchPath path;

    Authored(Session session, SearchPath path) {
        this.session = session;
        this.path = path;
    }

    /** The author's path, as SHOW gives it. */
    String path() {
        return path.setting();
    }

    /** Begins a script in the author's path; its COMMIT, where deferred triggers run, is in that path as well. */
    public String begin() {
        return "BEGIN; " + path.setLocal();
    }

    /** Within such a script: what follows is ours. */
    public String ours() {
        return SearchPath.OURS.setLocal();
    }

    /** Within such a script: what follows, such as COMMIT, is the author's again. */
    public String theirs() {
        return path.setLocal();
    }

    /** All rows of a query, each value as text; it is cancelled when the run is told to stop. */
    public List<List<@Nullable String>> rows(String query) throws SQLException {
        return session.rows(transaction(query));
    }

    /** The first row, if there is one. */
    public Optional<List<@Nullable String>> first(String query) throws SQLException {
        return session.first(transaction(query));
    }

    /** The single value of a query that gives one. */
    public String value(String query) throws SQLException {
        return session.value(transaction(query));
    }

    /** Whether a boolean expression holds. */
    public boolean holds(String expression) throws SQLException {
        return "t".equals(value("SELECT " + expression));
    }

    /**
     * Runs one statement that may take long and perhaps takes no transaction around it; cancelled when the run is told to
     * stop.
     */
    public void executeLong(String sql) throws SQLException {
        session.send(path.set(), false);
        try {
            session.executeLong(sql);
        } catch (SQLException failure) {
            pinAgain(failure);
            throw failure;
        }
        session.send(SearchPath.OURS.set(), false);
    }

    private void pinAgain(SQLException failure) {
        try {
            session.send(SearchPath.OURS.set(), false);
        } catch (SQLException lost) {
            failure.addSuppressed(lost);
        }
    }

    private String transaction(String query) {
        return begin() + query + "\n; COMMIT";
    }
}
