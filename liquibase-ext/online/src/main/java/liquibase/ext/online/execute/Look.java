package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import org.jspecify.annotations.Nullable;

/** A look that ends the plan when it finds something. */
final class Look {
    private final Session session;

    Look(Session session) {
        this.session = session;
    }

    void at(Verify verify) throws SQLException {
        List<List<@Nullable String>> found =
                verify.authored() ? session.authored().rows(verify.query()) : session.rows(verify.query());
        if (!found.isEmpty()) {
            throw new Refusal(RowLook.named(verify.problem(), found), verify.remedy());
        }
    }
}
