package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.server.Relations;
import liquibase.ext.online.server.RowSecurity;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;

/** Steps that look at rows, of which a policy may hide some. */
final class HiddenRows {
    private final Session session;
    private final RowSecurity security;

    HiddenRows(Session session, boolean accepted) {
        this.session = session;
        this.security = new RowSecurity(session, accepted);
    }

    /** Which steps are due. */
    @FunctionalInterface
    interface Due {
        boolean is(Step step) throws SQLException;
    }

    /** Refuses an action that would not see all rows. */
    void refuse(Action action) throws SQLException {
        security.check(tablesLookedAt(action));
    }

    /** Known at the start is also whether a step that is still to come would look at the rows of a table and not see all. */
    void refuse(Plan plan, QualifiedName table, Due due) throws SQLException {
        for (Step step : plan.steps()) {
            if (readsRows(step.action(), table) && due.is(step)) {
                security.check(List.of(table));
                if (step.action() instanceof Action.Fill) {
                    security.check(new Relations(session).parts(table));
                }
            } else if (step.action() instanceof Action.ForEach each && each.looksAtRows() && due.is(step)) {
                security.check(new Relations(session).parts(table));
            }
        }
    }

    private static boolean readsRows(Action action, QualifiedName table) {
        return action instanceof Action.Fill fill
                ? fill.work().table().equals(table)
                : tablesLookedAt(action).contains(table);
    }

    private static List<QualifiedName> tablesLookedAt(Action action) {
        if (action instanceof Action.Verify verify) {
            return tables(verify.query());
        }
        if (action instanceof Action.Glance glance) {
            return tables(glance.violations().all());
        }
        if (action instanceof Action.Validate validate) {
            return tables(validate.violations().all());
        }
        return action instanceof Action.Build build && build.duplicates() != null
                ? tables(build.duplicates().all())
                : List.of();
    }

    private static List<QualifiedName> tables(String query) {
        return new Query(query)
                .tables().stream()
                        .filter(table -> !"pg_catalog".equals(table.schema()))
                        .toList();
    }
}
