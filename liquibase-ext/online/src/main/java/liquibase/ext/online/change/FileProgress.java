package liquibase.ext.online.change;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import liquibase.ext.online.execute.Building;
import liquibase.ext.online.execute.Progress;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Progress as JSON lines, appended to the file that {@code liquibase.online.progressFile} names. Each line is an object
 * with {@code time} (ISO 8601, UTC), {@code changeSet} ({@code file}, {@code id}, {@code author}), {@code operation},
 * {@code object}, {@code step} and {@code of} (numbers, from 1), {@code name} of the step, and an {@code event}:
 *
 * <ul>
 *   <li>{@code atOnce}: all of a change on small tables was done in one transaction;
 *   <li>{@code step}: a step begins; {@code already}: it stands already; {@code done}: its work is done, after a backfill
 *       with {@code rows} and {@code written};
 *   <li>{@code batch}, at most once a second: {@code rows} walked, {@code written}, about how many in {@code total} if
 *       known, and of the last 30 s {@code rate} in rows per second and {@code secondsLeft} at that rate, once known;
 *   <li>{@code held}, at once when the reason changes and every 5 s: {@code reason}, {@code rows}, {@code written};
 *   <li>{@code waiting}: {@code seconds} so far, and {@code blockers} as texts;
 *   <li>{@code building}: {@code phase} of an index build, {@code done} of {@code total} in {@code unit}, {@code
 *       blockers};
 *   <li>{@code note}: {@code text}; {@code failed}: {@code reason}, the message of the failure.
 * </ul>
 *
 * <p>Readers should pass over events and members they do not know. A file that cannot be written is told once, and the
 * change goes on.
 */
final class FileProgress implements Progress {
    private static final long BATCH_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long HELD_EVERY = Duration.ofSeconds(5).toNanos();

    private final String file;
    private final Origin origin;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Consumer<String> warn;
    private final Speed speed = new Speed();
    private boolean broken;
    private int number;
    private int of;
    private String stepName = "";
    private long rows;
    private long written;
    private long wroteAt;
    private boolean wroteBatch;
    private @Nullable String reason;

    /**
     * Progress of one change.
     *
     * @param file relative to the working directory, or absolute
     * @param warn hears once that the file cannot be written
     */
    FileProgress(String file, Origin origin, Clock clock, LongSupplier nanoTime, Consumer<String> warn) {
        this.file = file;
        this.origin = origin;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.warn = warn;
    }

    @Override
    public void atOnce(Plan plan) {
        append(event("atOnce", plan));
    }

    @Override
    public void started(Plan plan, int number, int of, Step step) {
        at(number, of, step);
        append(event("step", plan));
    }

    @Override
    public void alreadyDone(Plan plan, int number, int of, Step step) {
        at(number, of, step);
        append(event("already", plan));
    }

    private void at(int number, int of, Step step) {
        this.number = number;
        this.of = of;
        stepName = step.name();
        rows = 0;
        written = 0;
        wroteBatch = false;
        reason = null;
        speed.forget();
    }

    @Override
    public void finished(Plan plan, Step step) {
        stepName = step.name();
        JsonObject event = event("done", plan);
        append(step.action() instanceof Action.Fill ? event.with("rows", rows).with("written", written) : event);
    }

    @Override
    public void waiting(Plan plan, Step step, Duration waited, List<String> blockers) {
        append(event("waiting", plan).with("seconds", waited.toMillis() / 1e3).withTexts("blockers", blockers));
    }

    @Override
    public void batch(Plan plan, Step step, long rows, long written, long total) {
        long now = nanoTime.getAsLong();
        this.rows = rows;
        this.written = written;
        speed.at(now, rows);
        boolean released = reason != null;
        reason = null;
        if (wroteBatch && !released && now - wroteAt < BATCH_EVERY) {
            return;
        }
        wroteBatch = true;
        wroteAt = now;
        JsonObject event = event("batch", plan).with("rows", rows).with("written", written);
        if (total > 0) {
            event.with("total", total);
        }
        if (speed.rowsPerSecond() > 0) {
            event.with("rate", speed.rowsPerSecond());
        }
        append(event.with("secondsLeft", speed.secondsTo(total)));
    }

    @Override
    public void held(Plan plan, Step step, String reason) {
        long now = nanoTime.getAsLong();
        if (reason.equals(this.reason) && now - wroteAt < HELD_EVERY) {
            return;
        }
        this.reason = reason;
        wroteAt = now;
        speed.forget();
        append(event("held", plan).with("rows", rows).with("written", written).with("reason", reason));
    }

    @Override
    public void building(Plan plan, Step step, Building building) {
        append(event("building", plan)
                .with("phase", building.phase())
                .with("unit", building.unit())
                .with("done", building.done())
                .with("total", building.total())
                .withTexts("blockers", building.blockers()));
    }

    @Override
    public void note(Plan plan, Step step, String text) {
        append(event("note", plan).with("text", text));
    }

    /** The change ended early. */
    void failed(Plan plan, String message) {
        append(event("failed", plan).with("reason", message));
    }

    private JsonObject event(String name, Plan plan) {
        JsonObject event = new JsonObject()
                .with("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .with(
                        "changeSet",
                        new JsonObject()
                                .with("file", origin.path())
                                .with("id", origin.id())
                                .with("author", origin.author()))
                .with("operation", plan.operation())
                .with("object", plan.object())
                .with("event", name);
        return number == 0 ? event : event.with("step", number).with("of", of).with("name", stepName);
    }

    /** Opened for each line, so that the file may be moved away meanwhile. */
    private void append(JsonObject event) {
        if (broken) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(file),
                    event + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException | InvalidPathException failure) {
            broken = true;
            warn.accept("progressFile " + file + " cannot be written, so there will be no more of it: " + failure);
        }
    }
}
