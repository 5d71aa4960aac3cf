package liquibase.ext.online.execute;

import java.time.Duration;
import java.util.List;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;

/** What a run tells while it works. */
public interface Progress {
    /** The whole plan was done in one transaction. */
    void atOnce(Plan plan);

    /** Step {@code number} of {@code of} begins. */
    void started(Plan plan, int number, int of, Step step);

    /** The work of the step is done. */
    void finished(Plan plan, Step step);

    /** A step that is not needed, its work being there. */
    void alreadyDone(Plan plan, int number, int of, Step step);

    /** A lock was not to be had in this round. */
    void waiting(Plan plan, Step step, Duration waited, List<String> blockers);

    /** How far an index build is. Told from another thread than the rest, and only while nothing else is. */
    void building(Plan plan, Step step, Building building);

    /** A batch is committed: rows looked at, and written, of about {@code total} rows, 0 when not known. */
    void batch(Plan plan, Step step, long rows, long written, long total);

    /** A throttle or a pause holds the backfill back; called about each second. */
    void held(Plan plan, Step step, String reason);

    /** Something worth a line, such as a leftover that is dropped. */
    void note(Plan plan, Step step, String text);
}
