package liquibase.ext.online.execute;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Violations;
import liquibase.ext.online.server.DuplicateKey;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import org.jspecify.annotations.Nullable;

/** Names the rows that a constraint does not allow. */
final class RowLook {
    private final Session session;

    RowLook(Session session) {
        this.session = session;
    }

    /** Refuses when such rows are in a sample. */
    void glance(Violations violations) throws SQLException {
        long pages = Long.parseLong(session.value(violations.pages()));
        List<List<@Nullable String>> sampled;
        try {
            sampled = session.authored().rows(violations.inSample(pages));
        } catch (SQLException failure) {
            if (SqlState.isShortOfResources(failure)) {
                return;
            }
            throw failure;
        }
        if (!sampled.isEmpty()) {
            throw refusal(violations, sampled, null);
        }
    }

    /** Says why a statement failed that met such rows. */
    Refusal refusal(Violations violations, SQLException failure) throws SQLException {
        return refusal(violations, List.of(), failure);
    }

    private String all(Violations violations) throws SQLException {
        return violations.comparison() == null
                ? violations.all()
                : violations.all(session.value(violations.comparison()));
    }

    /** Counts all of them, and falls back on the few that are known when the server cannot. */
    private Refusal refusal(Violations violations, List<List<@Nullable String>> known, @Nullable SQLException failure)
            throws SQLException {
        String unable;
        try {
            List<List<@Nullable String>> found = session.authored().rows(all(violations));
            if (!found.isEmpty()) {
                return refusal(violations, named(violations.problem(), found), failure);
            }
            unable = "nothing of this is left now";
        } catch (Refusal stopped) {
            throw stopped;
        } catch (SQLException cannot) {
            if (SqlState.isConnectionLost(cannot)) {
                throw cannot;
            }
            unable = "they could not be counted: " + SqlState.sentence(cannot);
        }
        String some = violations.problem().replace("%d ", "some ");
        String examples = known.isEmpty() ? key(failure) : samples(known);
        return refusal(
                violations, some + (examples.isEmpty() ? "" : ", for example " + examples) + "; " + unable, failure);
    }

    /** What a query for findings gave, as a sentence. */
    static String named(String problem, List<List<@Nullable String>> found) {
        String total = String.valueOf(found.get(0).get(1));
        boolean allShown = Long.parseLong(total) <= found.size();
        return problem.replace("%d", total) + (allShown ? ": " : ", for example ") + samples(found);
    }

    private static String samples(List<List<@Nullable String>> found) {
        return found.stream().map(row -> String.valueOf(row.get(0))).collect(Collectors.joining("; "));
    }

    private static Refusal refusal(Violations violations, String problem, @Nullable SQLException failure) {
        return failure == null
                ? new Refusal(problem, violations.remedy())
                : new Refusal(problem, violations.remedy(), failure);
    }

    /** The key that the server met first; empty when it did not say. */
    private static String key(@Nullable SQLException failure) {
        return failure instanceof DuplicateKey duplicate ? duplicate.key() : "";
    }
}
