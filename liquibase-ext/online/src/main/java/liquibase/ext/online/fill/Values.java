package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Update.Assignment;
import org.jspecify.annotations.Nullable;

/** What the server says of the values before the first row is written. */
final class Values {
    private final Session session;
    private final Backfill backfill;

    Values(Session session, Backfill backfill) {
        this.session = session;
        this.backfill = backfill;
    }

    /** The backfill as it can be written; refused when it cannot, or when it would leave every row as it is. */
    Backfill checked(List<QualifiedName> parts) throws SQLException {
        session.authored()
                .rows("EXPLAIN UPDATE " + backfill.table() + " SET "
                        + backfill.assignments().stream()
                                .map(a -> Sql.name(a.column()) + " = " + a.expression())
                                .collect(Collectors.joining(", "))
                        + " WHERE " + backfill.predicate());
        for (Assignment assignment : backfill.assignments()) {
            if (backfill.where() == null && readsItself(assignment)) {
                throw new Refusal(
                        "column " + Sql.name(assignment.column()) + ": " + Backfill.READS_ITSELF,
                        Backfill.WRITE_A_WHERE);
            }
        }
        Map<String, String> types = new HashMap<>();
        for (List<@Nullable String> row : session.authored().rows(backfill.types())) {
            types.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
        }
        Backfill typed = backfill.typed(types);
        for (QualifiedName part : parts) {
            try {
                session.authored().rows("EXPLAIN " + typed.statement(part, "true"));
            } catch (SQLException failure) {
                if (!new Parts(backfill.table()).explain(session, part, failure)) {
                    throw failure;
                }
            }
        }
        return typed;
    }

    /** Whether it cannot be computed from a row without the column. */
    private boolean readsItself(Assignment assignment) throws SQLException {
        Expression value = new Expression(assignment.expression());
        if (!value.mentions(assignment.column())) {
            return false;
        }
        String others = session
                .rows("SELECT attname FROM pg_attribute WHERE attrelid = "
                        + Sql.literal(backfill.table().toString()) + "::regclass AND NOT attisdropped AND attname <> "
                        + Sql.literal(assignment.column()) + " ORDER BY attnum")
                .stream()
                .map(row -> Sql.name(String.valueOf(row.get(0))))
                .collect(Collectors.joining(", "));
        try {
            session.authored()
                    .rows("EXPLAIN SELECT (" + value.text() + ") FROM (SELECT " + others + " FROM " + backfill.table()
                            + ") AS " + Sql.name(backfill.table().name()));
            return false;
        } catch (SQLException failure) {
            return "42703".equals(failure.getSQLState());
        }
    }
}
