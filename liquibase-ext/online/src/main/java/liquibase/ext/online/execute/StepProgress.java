package liquibase.ext.online.execute;

import java.time.Duration;
import java.util.List;
import liquibase.ext.online.fill.FillListener;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;

/** Hands on what the work of one step tells, from whichever thread, one call at a time. */
final class StepProgress implements FillListener, BuildWatch.Listener, LockRetry.Listener {
    private final Progress progress;
    private final Plan plan;
    private final Step step;

    StepProgress(Progress progress, Plan plan, Step step) {
        this.progress = progress;
        this.plan = plan;
        this.step = step;
    }

    @Override
    public synchronized void batch(long rows, long written, long total) {
        progress.batch(plan, step, rows, written, total);
    }

    @Override
    public synchronized void inTheWay(Duration waited, List<String> who) {
        progress.waiting(plan, step, waited, who);
    }

    @Override
    public synchronized void failedRound(Duration waited, List<String> blockers) {
        progress.waiting(plan, step, waited, blockers);
    }

    @Override
    public synchronized void waiting(Duration waited, List<String> blockers) {
        progress.waiting(plan, step, waited, blockers);
    }

    @Override
    public synchronized void building(Building building) {
        progress.building(plan, step, building);
    }

    @Override
    public synchronized void held(String reason) {
        progress.held(plan, step, reason);
    }

    @Override
    public synchronized void note(String text) {
        progress.note(plan, step, text);
    }
}
