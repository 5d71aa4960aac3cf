package liquibase.ext.online.it.fill;

import java.sql.SQLException;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.TestDatabase;

/** Short questions to a database. */
final class Question {
    private Question() {}

    /** The rows of a table, or of a table with a condition. */
    static long count(TestDatabase database, String from) throws SQLException {
        return number(database, "SELECT count(*) FROM " + from);
    }

    static long number(TestDatabase database, String query) throws SQLException {
        return Long.parseLong(Catalog.strings(database, query).get(0));
    }
}
