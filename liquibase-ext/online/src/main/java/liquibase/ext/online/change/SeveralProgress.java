package liquibase.ext.online.change;

import java.time.Duration;
import java.util.List;
import liquibase.ext.online.execute.Building;
import liquibase.ext.online.execute.Progress;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;

/** Tells several. */
final class SeveralProgress implements Progress {
    private final List<Progress> listeners;

    SeveralProgress(List<Progress> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void atOnce(Plan plan) {
        listeners.forEach(listener -> listener.atOnce(plan));
    }

    @Override
    public void started(Plan plan, int number, int of, Step step) {
        listeners.forEach(listener -> listener.started(plan, number, of, step));
    }

    @Override
    public void finished(Plan plan, Step step) {
        listeners.forEach(listener -> listener.finished(plan, step));
    }

    @Override
    public void alreadyDone(Plan plan, int number, int of, Step step) {
        listeners.forEach(listener -> listener.alreadyDone(plan, number, of, step));
    }

    @Override
    public void waiting(Plan plan, Step step, Duration waited, List<String> blockers) {
        listeners.forEach(listener -> listener.waiting(plan, step, waited, blockers));
    }

    @Override
    public void batch(Plan plan, Step step, long rows, long written, long total) {
        listeners.forEach(listener -> listener.batch(plan, step, rows, written, total));
    }

    @Override
    public void held(Plan plan, Step step, String reason) {
        listeners.forEach(listener -> listener.held(plan, step, reason));
    }

    @Override
    public void building(Plan plan, Step step, Building building) {
        listeners.forEach(listener -> listener.building(plan, step, building));
    }

    @Override
    public void note(Plan plan, Step step, String text) {
        listeners.forEach(listener -> listener.note(plan, step, text));
    }
}
