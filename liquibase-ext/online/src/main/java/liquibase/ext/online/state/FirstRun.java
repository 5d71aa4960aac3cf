package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Edition;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.StateTable.How;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.Command;

/** What is kept of a change that never began before and is done in one transaction. */
public final class FirstRun {
    private final StateTables tables;
    private final Edition edition;

    public FirstRun(StateTables tables, Edition edition) {
        this.tables = tables;
        this.edition = edition;
    }

    /** Whether the author runs it for the first time, as far as the history knows. */
    public boolean isWanted() {
        return !edition.executed() && !edition.accepted();
    }

    /**
     * Sees to it that there are tables to keep it in, and that they are ours.
     *
     * @return a boolean expression that holds as long as that is so
     */
    public String trusted(Session session) throws SQLException {
        return tables.trusted(session);
    }

    /** Whether nothing that is kept speaks against it, as a boolean expression; the tables must be there. */
    public String isFirst() {
        return tables.names().isFresh(edition);
    }

    /** The rows, as statements for the transaction of the commands. */
    public List<String> rows(List<Command> commands) {
        List<String> rows = new ArrayList<>();
        rows.add(tables.names().begin(edition));
        Made.by(commands).forEach(made -> rows.add(tables.names().made(edition.origin(), made, How.CREATED)));
        rows.add(tables.names().end(edition.origin()));
        return rows;
    }

    /** The table that the rows go to. */
    public String table() {
        return tables.names().main().toString();
    }
}
