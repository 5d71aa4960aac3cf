package liquibase.ext.online.change;

import java.io.Console;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import liquibase.Scope;
import liquibase.ext.online.execute.Progress;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;
import liquibase.ui.CompositeUIService;
import liquibase.ui.ConsoleUIService;
import liquibase.ui.UIService;

/** Progress where Liquibase shows its own: lines, and on a terminal a bar that moves. */
final class UiProgress implements Progress {
    private static final Duration LINE_EVERY = Duration.ofSeconds(5);
    private static final Duration BAR_EVERY = Duration.ofMillis(200);
    private static final int BAR_WIDTH = 24;

    private final UIService ui = Scope.getCurrentScope().getUI();
    private final boolean terminal = isConsole(ui) && isTerminal();
    private long startNanos;
    private long lastNanos;
    private long firstRows = -1;
    private long lastRows;
    private long lastWritten;
    private boolean barOpen;

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
    public void started(Plan plan, int number, int of, Step step) {
        firstRows = -1;
        startNanos = System.nanoTime();
        lastNanos = startNanos;
        announce(step, plan.title() + ": step " + number + " of " + of + ", " + step.name());
    }

    @Override
    public void alreadyDone(Plan plan, int number, int of, Step step) {
        announce(step, plan.title() + ": step " + number + " of " + of + ", " + step.name() + ": stands already");
    }

    /** A look at the catalog takes no time, and what it leads to has steps of its own; only the log hears of it. */
    private void announce(Step step, String text) {
        boolean quick = step.action() instanceof Action.Require
                || step.action() instanceof Action.ForEach
                || (step.action() instanceof Action.Verify verify && verify.kind() != Action.Verify.Kind.ROWS);
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
        line(plan.title() + ": held: " + reason);
    }

    @Override
    public void note(Plan plan, Step step, String text) {
        line(plan.title() + ": " + text);
    }

    /** Ends the bar, so that what Liquibase says next has a line of its own. */
    @Override
    public void finished(Plan plan, Step step) {
        if (step.action() instanceof Action.Fill && firstRows >= 0) {
            line(String.format(Locale.ROOT, "%s: %,d rows walked, %,d written", plan.title(), lastRows, lastWritten));
        }
    }

    @Override
    public void batch(Plan plan, Step step, long rows, long written, long total) {
        lastRows = rows;
        lastWritten = written;
        long now = System.nanoTime();
        if (firstRows < 0) {
            firstRows = rows;
            startNanos = now;
        }
        if (now - lastNanos < (terminal ? BAR_EVERY : LINE_EVERY).toNanos()) {
            return;
        }
        lastNanos = now;
        String text = figures(rows, total, (now - startNanos) / 1e9);
        if (terminal) {
            bar(text, total == 0 ? 0 : Math.min(1.0, (double) rows / total));
        } else {
            line(plan.title() + ": " + text);
        }
    }

    private String figures(long rows, long total, double seconds) {
        double rate = seconds <= 0 ? 0 : (rows - firstRows) / seconds;
        String left =
                rate <= 0 || total <= rows ? "" : String.format(Locale.ROOT, ", %.0f s left", (total - rows) / rate);
        String of = total == 0
                ? ""
                : String.format(Locale.ROOT, " of about %,d (%d %%)", total, Math.min(100, rows * 100 / total));
        return String.format(Locale.ROOT, "%,d rows%s, %,.0f rows/s%s", rows, of, rate, left);
    }

    private void bar(String text, double share) {
        int full = (int) (BAR_WIDTH * share);
        System.err.printf("\r[%s%s] %s \u001b[K", "#".repeat(full), ".".repeat(BAR_WIDTH - full), text);
        System.err.flush();
        barOpen = true;
    }

    private void line(String text) {
        if (barOpen) {
            System.err.println();
            barOpen = false;
        }
        ui.sendMessage(text);
    }
}
