package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import liquibase.ext.online.plan.Action.Tell;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import org.jspecify.annotations.Nullable;

/** A look at the catalog, which ends the plan when it finds something, or tells it. */
final class Look {
    private final Session session;

    Look(Session session) {
        this.session = session;
    }

    /** Says what it finds, and goes on. */
    void tell(Tell tell, Consumer<String> note) throws SQLException {
        List<List<@Nullable String>> found = session.rows(tell.query());
        if (!found.isEmpty()) {
            note.accept(RowLook.named(tell.sentence(), found));
        }
    }

    void at(Verify verify) throws SQLException {
        List<List<@Nullable String>> found =
                verify.authored() ? session.authored().rows(verify.query()) : session.rows(verify.query());
        if (!found.isEmpty()) {
            throw new Refusal(RowLook.named(verify.problem(), found), verify.remedy());
        }
    }
}
