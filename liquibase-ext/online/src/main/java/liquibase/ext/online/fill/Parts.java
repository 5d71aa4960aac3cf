package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Relations;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** The parts of a table, which may come and go while it is filled: partitions are dropped, detached and attached. */
record Parts(QualifiedName table) {

    /** As they are now. */
    List<QualifiedName> now(Session session) throws SQLException {
        if (!session.holds("to_regclass(" + Sql.literal(table.toString()) + ") IS NOT NULL")) {
            throw new Refusal(
                    "table " + table + " is not there any more: it was dropped or renamed while it was filled",
                    "bring it back under this name, or take the changeSet out of the changelog");
        }
        return new Relations(session).parts(table);
    }

    /** Whether a statement failed because what it was about is no part any more; whatever else the server said of it. */
    boolean explain(Session session, QualifiedName part, SQLException failure) throws SQLException {
        return !(failure instanceof Refusal)
                && !SqlState.isConnectionLost(failure)
                && !SqlState.isCancelled(failure)
                && !now(session).contains(part);
    }

    /** Whether it is no part any more, as SQL of a transaction that holds it locked. */
    String gone(QualifiedName part) {
        String relation = "pg_catalog.to_regclass(" + Sql.literal(part.toString()) + ")";
        return "NOT (" + relation + " OPERATOR(pg_catalog.=) pg_catalog.to_regclass(" + Sql.literal(table.toString())
                + ") OR EXISTS (SELECT FROM pg_catalog.pg_inherits WHERE inhrelid OPERATOR(pg_catalog.=) " + relation
                + "))";
    }
}
