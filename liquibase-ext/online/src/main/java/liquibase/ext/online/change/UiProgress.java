package liquibase.ext.online.change;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import liquibase.Scope;
import liquibase.ext.online.execute.Building;
import liquibase.ext.online.execute.Progress;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;
import liquibase.ui.CompositeUIService;
import liquibase.ui.ConsoleUIService;
import liquibase.ui.UIService;
import org.jspecify.annotations.Nullable;

/** Progress where Liquibase shows its own: lines, and on a terminal a bar that moves. */
final class UiProgress implements Progress {
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);
    private static final Duration BAR_EVERY = Duration.ofMillis(200);
    private static final int BAR_WIDTH = 24;

    private final Consumer<String> lines;
    private final @Nullable PrintStream terminal;
    private final LongSupplier nanoTime;
    private final Speed speed = new Speed();
    private long lastNanos;
    private boolean filling;
    private long lastRows;
    private long lastWritten;
    private long lastTotal;
    private @Nullable String heldBy;
    private boolean barOpen;

    /**
     * Progress of one change.
     *
     * @param lines hears each line
     * @param terminal where a bar can be drawn; null where there is none
     */
    UiProgress(Consumer<String> lines, @Nullable PrintStream terminal, LongSupplier nanoTime) {
        this.lines = lines;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /** Progress where Liquibase shows its own at the moment. */
    static UiProgress ofScope() {
        UIService ui = Scope.getCurrentScope().getUI();
        return new UiProgress(ui::sendMessage, isConsole(ui) && isTerminal() ? System.err : null, System::nanoTime);
    }

    /** The command line of Liquibase may have its console among several outputs. */
    private static boolean isConsole(UIService ui) {
        return ui instanceof ConsoleUIService
                || (ui instanceof CompositeUIService several
                        && several.getOutputServices().stream().anyMatch(UiProgress::isConsole));
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException beforeJava22) {
            return true;
        }
    }

    @Override
    public void atOnce(Plan plan) {
        line(plan.title() + ": done at once, as it is small (smallTable)");
    }

    @Override
    public void started(Plan plan, int number, int of, Step step) {
        filling = false;
        heldBy = null;
        lastRows = 0;
        lastTotal = 0;
        speed.forget();
        lastNanos = nanoTime.getAsLong();
        announce(step, plan.title() + ": step " + number + " of " + of + ", " + step.name());
    }

    @Override
    public void alreadyDone(Plan plan, int number, int of, Step step) {
        announce(step, plan.title() + ": step " + number + " of " + of + ", " + step.name() + ": stands already");
    }

    /** A look at the catalog takes no time, and what it leads to has steps of its own; only the log hears of it. */
    private void announce(Step step, String text) {
        boolean quick = step.action() instanceof Action.Require
                || step.action() instanceof Action.Trial
                || step.action() instanceof Action.ForEach
                || step.action() instanceof Action.Verify
                || step.action() instanceof Action.Glance
                || step.action() instanceof Action.Tell;
        if (quick) {
            Scope.getCurrentScope().getLog(UiProgress.class).fine(text);
        } else {
            line(text);
        }
    }

    @Override
    public void waiting(Plan plan, Step step, Duration waited, List<String> blockers) {
        line(plan.title() + ": " + step.name() + " waits for a lock, " + waited.toMillis() / 1000.0
                + " s so far; in the way: " + String.join("; ", blockers));
    }

    @Override
    public void held(Plan plan, Step step, String reason) {
        boolean news = !reason.equals(heldBy);
        heldBy = reason;
        speed.forget();
        if (news || isDue(nanoTime.getAsLong())) {
            status(plan);
        }
    }

    @Override
    public void building(Plan plan, Step step, Building building) {
        String count = building.total() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %,d of %,d %s (%d %%)",
                        building.done(),
                        building.total(),
                        building.unit(),
                        Math.min(100, building.done() * 100 / building.total()));
        String blockers = building.blockers().isEmpty() ? "" : "; waits for " + String.join("; ", building.blockers());
        line(plan.title() + ": " + step.name() + ": " + building.phase() + count + blockers);
    }

    @Override
    public void note(Plan plan, Step step, String text) {
        line(plan.title() + ": " + text);
    }

    /** Ends the bar, so that what Liquibase says next has a line of its own. */
    @Override
    public void finished(Plan plan, Step step) {
        if (step.action() instanceof Action.Fill && filling) {
            line(String.format(Locale.ROOT, "%s: %,d rows walked, %,d written", plan.title(), lastRows, lastWritten));
        }
    }

    @Override
    public void batch(Plan plan, Step step, long rows, long written, long total) {
        filling = true;
        heldBy = null;
        lastRows = rows;
        lastWritten = written;
        lastTotal = total;
        long now = nanoTime.getAsLong();
        speed.at(now, rows);
        if (isDue(now)) {
            status(plan);
        }
    }

    private boolean isDue(long now) {
        return now - lastNanos >= (terminal != null ? BAR_EVERY : LINE_EVERY).toNanos();
    }

    private void status(Plan plan) {
        lastNanos = nanoTime.getAsLong();
        String text = figures();
        if (terminal != null) {
            bar(terminal, text, lastTotal == 0 ? 0 : Math.min(1.0, (double) lastRows / lastTotal));
        } else {
            line(plan.title() + ": " + text);
        }
    }

    private String figures() {
        String of = lastTotal == 0
                ? ""
                : String.format(
                        Locale.ROOT, " of about %,d (%d %%)", lastTotal, Math.min(100, lastRows * 100 / lastTotal));
        String pace = heldBy != null
                ? "held: " + heldBy
                : String.format(Locale.ROOT, "%,.0f rows/s%s", speed.rowsPerSecond(), left());
        return String.format(Locale.ROOT, "%,d rows%s, %s", lastRows, of, pace);
    }

    private String left() {
        double seconds = speed.secondsTo(lastTotal);
        return Double.isInfinite(seconds) ? "" : String.format(Locale.ROOT, ", %.0f s left", seconds);
    }

    private void bar(PrintStream screen, String text, double share) {
        int full = (int) (BAR_WIDTH * share);
        screen.printf("\r[%s%s] %s \u001b[K", "#".repeat(full), ".".repeat(BAR_WIDTH - full), text);
        screen.flush();
        barOpen = true;
    }

    private void line(String text) {
        if (barOpen && terminal != null) {
            terminal.println();
            barOpen = false;
        }
        lines.accept(text);
    }
}
