package liquibase.ext.online.state;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.plan.StateTable;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** Whether a table that is found by its name may be believed and written to. */
final class Trust {
    private final Session session;
    private final String changelog;

    /** @param changelog DATABASECHANGELOG as SQL text */
    Trust(Session session, String changelog) {
        this.session = session;
        this.changelog = changelog;
    }

    /** Refuses what is there under this name and is not a plain table of ours; where nothing is, nothing is refused. */
    void check(QualifiedName table) throws SQLException {
        Optional<List<@Nullable String>> found = session.first(StateTable.doubt(table, changelog));
        if (found.isPresent() && found.get().get(0) != null) {
            throw new Refusal(
                    "the table " + table + " is not used, as it may not be what it seems: "
                            + found.get().get(0),
                    "look who made it; drop it or rename it, or, if it is right, take away what is said of it, and let it"
                            + " belong to " + found.get().get(1) + ", to the owner of " + changelog
                            + " or to the owner of the database");
        }
    }
}
