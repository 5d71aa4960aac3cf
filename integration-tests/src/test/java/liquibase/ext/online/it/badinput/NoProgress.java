package liquibase.ext.online.it.badinput;

import java.time.Duration;
import java.util.List;
import liquibase.ext.online.execute.Building;
import liquibase.ext.online.execute.Progress;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;

/** For runs that must not get as far as a step. */
final class NoProgress implements Progress {
    @Override
    public void atOnce(Plan plan) {}

    @Override
    public void started(Plan plan, int number, int of, Step step) {
        throw new AssertionError(step.name() + " began");
    }

    @Override
    public void finished(Plan plan, Step step) {}

    @Override
    public void alreadyDone(Plan plan, int number, int of, Step step) {
        throw new AssertionError(step.name() + " was looked at");
    }

    @Override
    public void waiting(Plan plan, Step step, Duration waited, List<String> blockers) {}

    @Override
    public void batch(Plan plan, Step step, long rows, long written, long total) {}

    @Override
    public void note(Plan plan, Step step, String text) {}

    @Override
    public void held(Plan plan, Step step, String reason) {}

    @Override
    public void building(Plan plan, Step step, Building building) {}
}
