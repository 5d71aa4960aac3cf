package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.plan.Action.Trial;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A trial on an empty copy of a table, in a transaction that is rolled back. The copy is a temporary table of the same name,
 * so that expressions may name the table; who may not make temporary tables has it beside the table, under another name.
 */
final class Rehearsal {
    private final Session session;

    Rehearsal(Session session) {
        this.session = session;
    }

    void run(Trial trial) throws SQLException {
        QualifiedName copy = place(trial.table());
        try {
            session.tryOut("BEGIN", session.authored().theirs(), "SET LOCAL client_min_messages = 'error'");
            make(copy, trial.table());
            attempt(trial, copy);
            session.tryOut(session.authored().ours());
            for (Verify look : trial.looks().apply(copy)) {
                new Look(session).at(look);
            }
        } catch (SQLException failure) {
            session.rollBack(failure);
            throw failure;
        }
        session.takeBack();
    }

    private QualifiedName place(QualifiedName table) throws SQLException {
        List<@Nullable String> row = session.rows(
                        "SELECT has_database_privilege(current_database(), 'TEMP'), has_schema_privilege(relnamespace,"
                                + " 'CREATE'), relnamespace::regnamespace, quote_ident(current_database()),"
                                + " quote_ident(current_user) FROM pg_class WHERE oid = "
                                + Sql.literal(table.toString()) + "::regclass")
                .get(0);
        if ("t".equals(row.get(0))) {
            return new QualifiedName("pg_temp", table.name());
        }
        if ("t".equals(row.get(1))) {
            return table.sibling(GeneratedName.of(table.name(), List.of("online"), "trial"));
        }
        throw new Refusal(
                "role " + row.get(4) + " may make no temporary table, on which the change is tried first",
                "GRANT TEMPORARY ON DATABASE " + row.get(3) + " TO " + row.get(4));
    }

    private void make(QualifiedName copy, QualifiedName table) throws SQLException {
        if ("pg_temp".equals(copy.schema())) {
            session.tryOut("DROP TABLE IF EXISTS " + copy, "CREATE TEMPORARY TABLE " + copy + " (LIKE " + table + ")");
        } else {
            session.tryOut("CREATE TABLE " + copy + " (LIKE " + table + ")");
        }
    }

    private void attempt(Trial trial, QualifiedName copy) throws SQLException {
        try {
            session.tryOut(trial.statements().apply(copy).toArray(new String[0]));
        } catch (SQLException failure) {
            throw new Refusal(trial.problem() + ": " + SqlState.sentence(failure), trial.remedy(), failure);
        }
    }
}
