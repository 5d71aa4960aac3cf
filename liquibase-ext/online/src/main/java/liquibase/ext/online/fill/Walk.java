package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.List;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** How a part is cut: into stretches for the workers, and these into batches. A place in it is a list of texts. */
interface Walk {

    /** The table or partition that is walked. */
    QualifiedName part();

    /** For logs, and for the next run to see whether it walks in the same way. */
    String describe();

    /** The end of the part as it stands now; null when there is nothing in it. */
    @Nullable
    List<String> end(Session session) throws SQLException;

    /** The end of the stretch that begins at {@code from}. */
    List<String> stretchEnd(Session session, @Nullable List<String> from, List<String> end, int passes)
            throws SQLException;

    /**
     * The next batch of a stretch; null when there is none left.
     *
     * @param cursor the end of the last batch; null before the first
     * @param rows about how many
     */
    @Nullable
    Batch next(Session session, Stretch stretch, @Nullable List<String> cursor, int rows) throws SQLException;

    /**
     * Rows to be written in one transaction.
     *
     * @param condition which ones
     * @param cursor its end
     * @param rows about how many it walks
     */
    record Batch(String condition, List<String> cursor, int rows) {}
}
