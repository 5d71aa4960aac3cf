package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.Deletion;
import liquibase.ext.online.plan.RowWork.Event;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows of a table can be deleted, part by part, as batches do it: the server says so when it prepares a DELETE,
 * which needs the right to each part, and an identity for the subscribers of a published table.
 */
final class Deletable {
    /** Of an INSERT in pg_rewrite. */
    private static final char INSERT = '3';

    private final Session session;
    private final Deletion deletion;

    Deletable(Session session, Deletion deletion) {
        this.session = session;
        this.deletion = deletion;
    }

    /** The deletion with the columns that it moves; refused when a part of it cannot be done. */
    Deletion checked(List<QualifiedName> parts) throws SQLException {
        Deletion.Archive archive = deletion.archive();
        if (archive == null) {
            return explained(deletion, parts);
        }
        refuseRule(archive.table(), INSERT, "INSERT into");
        return explained(
                deletion.moving(session.value(Deletion.columnsToMove(deletion.table(), archive.table()))), parts);
    }

    private Deletion explained(Deletion whole, List<QualifiedName> parts) throws SQLException {
        for (QualifiedName part : parts) {
            refuseRule(part, Event.DELETE.ruleType(), "DELETE from");
            try {
                session.authored().rows("EXPLAIN " + whole.statement(part, "true"));
            } catch (SQLException failure) {
                if (!new Parts(whole.table()).explain(session, part, failure)) {
                    throw refusal(part, failure);
                }
            }
        }
        return whole;
    }

    private void refuseRule(QualifiedName relation, char event, String what) throws SQLException {
        Optional<List<@Nullable String>> rule = session.first("SELECT rulename FROM pg_rewrite WHERE ev_class = "
                + Sql.literal(relation.toString()) + "::regclass AND ev_type = '" + event
                + "' AND ev_enabled <> 'D' LIMIT 1");
        if (rule.isPresent()) {
            String name = Sql.name(String.valueOf(rule.get().get(0)));
            throw new Refusal(
                    "rule " + name + " on " + what + " " + relation + " does something else than, or more than, that",
                    "make it a trigger, or leave it out meanwhile: ALTER TABLE " + relation + " DISABLE RULE " + name);
        }
    }

    private Refusal refusal(QualifiedName part, SQLException failure) {
        String rights = "GRANT SELECT, DELETE ON " + part + " TO this role"
                + (deletion.archive() == null
                        ? ""
                        : "; GRANT INSERT ON " + deletion.archive().table() + " TO this role");
        return new Refusal(
                "rows of " + (part.equals(deletion.table()) ? "" : "part ") + part + " cannot be deleted: "
                        + SqlState.sentence(failure),
                SqlState.isNotAllowed(failure)
                        ? "each part is worked on by itself: " + rights
                        : SqlState.hasNoIdentity(failure)
                                ? "give it a primary key, or: ALTER TABLE " + part + " REPLICA IDENTITY FULL"
                                : "correct what the server names",
                failure);
    }
}
