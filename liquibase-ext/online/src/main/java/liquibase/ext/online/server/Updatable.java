package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows of a table can be updated, part by part, as batches do it: the server says so when it prepares an UPDATE,
 * which needs the right to each part, columns that take values, and an identity for the subscribers of a published table.
 */
final class Updatable {
    private final Session session;

    Updatable(Session session) {
        this.session = session;
    }

    /**
     * Refuses a part that cannot be updated.
     *
     * @param columns that get values; empty for a column that is to be added
     */
    void require(QualifiedName table, List<QualifiedName> parts, List<String> columns) throws SQLException {
        for (QualifiedName part : parts) {
            refuseRules(part);
            String set = columns.isEmpty() ? anyColumn(part).orElse("") : assignments(columns);
            if (!set.isEmpty()) {
                explain(table, part, set);
            }
        }
    }

    private void refuseRules(QualifiedName part) throws SQLException {
        Optional<List<@Nullable String>> rule = session.first("SELECT rulename FROM pg_rewrite WHERE ev_class = "
                + Sql.literal(part.toString()) + "::regclass AND ev_type = '2' AND ev_enabled <> 'D' LIMIT 1");
        if (rule.isPresent()) {
            String name = Sql.name(String.valueOf(rule.get().get(0)));
            throw new Refusal(
                    "rule " + name + " on UPDATE of " + part
                            + " does something else than, or more than, what is written",
                    "make it a trigger, or leave it out meanwhile: ALTER TABLE " + part + " DISABLE RULE " + name);
        }
    }

    private void explain(QualifiedName table, QualifiedName part, String set) throws SQLException {
        try {
            session.authored().rows("EXPLAIN UPDATE ONLY " + part + " SET " + set);
        } catch (SQLException failure) {
            String remedy = SqlState.isNotAllowed(failure)
                    ? "each part is written by itself: GRANT SELECT, UPDATE ON " + part + " TO this role"
                    : SqlState.hasNoIdentity(failure)
                            ? "give it a primary key, or: ALTER TABLE " + part + " REPLICA IDENTITY FULL"
                            : "correct what the server names";
            throw new Refusal(
                    "rows of " + (part.equals(table) ? "" : "part ") + part + " cannot be updated: "
                            + SqlState.sentence(failure),
                    remedy,
                    failure);
        }
    }

    private static String assignments(List<String> columns) {
        return columns.stream()
                .map(column -> Sql.name(column) + " = " + Sql.name(column))
                .collect(Collectors.joining(", "));
    }

    private Optional<String> anyColumn(QualifiedName part) throws SQLException {
        return session.first("SELECT attname FROM pg_attribute WHERE attrelid = " + Sql.literal(part.toString())
                        + "::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a' ORDER BY"
                        + " has_column_privilege(attrelid, attnum, 'UPDATE') DESC, attnum LIMIT 1")
                .map(row -> assignments(List.of(String.valueOf(row.get(0)))));
    }
}
