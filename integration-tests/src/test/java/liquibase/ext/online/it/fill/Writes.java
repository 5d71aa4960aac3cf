package liquibase.ext.online.it.fill;

import java.sql.SQLException;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.TestDatabase;

/** Counts how often each row is written, in the transaction that writes it. */
final class Writes {
    private Writes() {}

    /** From now on each update of a row of {@code product} adds a row to {@code writes}. */
    static void count(TestDatabase database) throws SQLException {
        database.run(
                "CREATE TABLE writes (id text, by text)",
                "CREATE FUNCTION count_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO writes VALUES"
                        + " (NEW.id::text, current_setting('application_name')); RETURN NULL; END $$");
        for (String leaf : Catalog.strings(
                database,
                "WITH RECURSIVE part AS (SELECT 'product'::regclass::oid AS oid UNION SELECT inhrelid FROM pg_inherits JOIN"
                        + " part ON inhparent = part.oid) SELECT c.oid::regclass::text FROM part JOIN pg_class c USING (oid)"
                        + " WHERE relkind = 'r'")) {
            database.run("CREATE TRIGGER count_write AFTER UPDATE ON " + leaf
                    + " FOR EACH ROW EXECUTE FUNCTION count_write()");
        }
    }
}
