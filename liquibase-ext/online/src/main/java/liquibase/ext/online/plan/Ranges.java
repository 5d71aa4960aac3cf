package liquibase.ext.online.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a table is cut into batches: the SQL that finds the ends of ranges, each end a list of texts. */
public interface Ranges {

    /** A query for the end of the last range, as the table stands now; no row when there is nothing. */
    String end();

    /** A query for the end of the next range of about {@code rows} rows; no row when the rest fits in one range. */
    String next(@Nullable List<String> after, List<String> end, int rows);

    /** The condition for the rows behind {@code after}, null being the start, up to {@code upTo} inclusive. */
    String between(@Nullable List<String> after, List<String> upTo);

    /** For logs. */
    String describe();
}
