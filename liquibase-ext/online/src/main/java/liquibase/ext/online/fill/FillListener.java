package liquibase.ext.online.fill;

import java.time.Duration;
import java.util.List;

/** Hears how a backfill goes, from the thread of any worker, one call at a time. */
public interface FillListener {
    /** A batch is committed: rows walked, and written, of about {@code total}, 0 when not known. */
    void batch(long rows, long written, long total);

    /** Other sessions hold rows that a batch needs, for {@code waited} so far. */
    void inTheWay(Duration waited, List<String> who);

    /** Nothing is written for the time being; called about each second. */
    void held(String reason);

    /** Something worth a line. */
    void note(String text);
}
