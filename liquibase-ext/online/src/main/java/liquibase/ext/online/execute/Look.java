package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
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
            String samples =
                    found.stream().map(row -> String.valueOf(row.get(0))).collect(Collectors.joining("; "));
            String total = String.valueOf(found.get(0).get(1));
            boolean allShown = Long.parseLong(total) <= found.size();
            throw new Refusal(
                    verify.problem().replace("%d", total) + (allShown ? ": " : ", for example ") + samples,
                    verify.remedy());
        }
    }
}
