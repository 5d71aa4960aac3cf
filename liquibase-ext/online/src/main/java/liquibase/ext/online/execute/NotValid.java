package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.ValidateConstraint;

/** The constraints that commands were to validate and did not. They hold for new rows, whatever the old ones are like. */
final class NotValid {
    private final Session session;

    NotValid(Session session) {
        this.session = session;
    }

    /** What commands left that failed, as a clause; commands of one transaction leave nothing. */
    String left(List<Command> commands) throws SQLException {
        List<String> wanted = commands.stream().flatMap(NotValid::validated).toList();
        // Asked also where there is nothing to find: a connection that is lost cannot tell what was committed.
        List<String> found = session
                .rowsAtTheEnd("SELECT conname FROM pg_constraint WHERE NOT convalidated AND ("
                        + (wanted.isEmpty() ? "false" : String.join(" OR ", wanted)) + ") ORDER BY 1")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
        return found.isEmpty()
                ? ""
                : "constraint " + String.join(" and ", found)
                        + " stands NOT VALID: new rows are checked, old ones are not yet";
    }

    private static Stream<String> validated(Command command) {
        return command instanceof AlterTable alter
                ? alter.actions().stream()
                        .filter(ValidateConstraint.class::isInstance)
                        .map(action -> is(alter.table(), ((ValidateConstraint) action).name()))
                : Stream.empty();
    }

    private static String is(QualifiedName table, String constraint) {
        return "(conrelid = to_regclass(" + Sql.literal(table.toString()) + ") AND conname = " + Sql.literal(constraint)
                + ")";
    }
}
