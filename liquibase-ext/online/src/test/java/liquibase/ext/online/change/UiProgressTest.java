package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import liquibase.ext.online.execute.Building;
import liquibase.ext.online.execute.Progress;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Update.Assignment;
import org.junit.jupiter.api.Test;

class UiProgressTest {
    private static final QualifiedName TABLE = new QualifiedName(null, "product");
    private static final Step STEP = Step.of(
            "fill product",
            new Action.Fill(new Backfill(TABLE, List.of(new Assignment("sku", "1")), null, Pacing.DEFAULTS)));
    private static final Plan PLAN = new Plan("backfillInBatches", "product (sku)", List.of(STEP));

    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private final UiProgress log = new UiProgress(lines::add, null, nanos::get);
    private final UiProgress terminal =
            new UiProgress(lines::add, new PrintStream(screen, false, StandardCharsets.UTF_8), nanos::get);

    @Test
    void aLogHasALineEachFiveSecondsAndOneAtTheEnd() {
        log.started(PLAN, 2, 2, STEP);
        for (int second = 1; second <= 11; second++) {
            pass(Duration.ofSeconds(1));
            log.batch(PLAN, STEP, second * 1_000L, second * 900L, 20_000);
        }
        log.finished(PLAN, STEP);
        assertThat(lines)
                .containsExactly(
                        "backfillInBatches product (sku): step 2 of 2, fill product",
                        "backfillInBatches product (sku): 5,000 rows of about 20,000 (25 %), 1,000 rows/s, 15 s left",
                        "backfillInBatches product (sku): 10,000 rows of about 20,000 (50 %), 1,000 rows/s, 10 s left",
                        "backfillInBatches product (sku): 11,000 rows walked, 9,900 written");
    }

    @Test
    void aTerminalHasABarUntilThereIsALineToWrite() {
        terminal.started(PLAN, 1, 1, STEP);
        pass(Duration.ofMillis(250));
        terminal.batch(PLAN, STEP, 500, 500, 1_000);
        terminal.note(PLAN, STEP, "a word");
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r[############............] 500 rows of about 1,000 (50 %), 0 rows/s \u001b[K"
                        + System.lineSeparator());
        assertThat(lines).endsWith("backfillInBatches product (sku): a word");
    }

    @Test
    void whileItIsHeldEveryStatusSaysWhy() {
        log.started(PLAN, 1, 1, STEP);
        log.batch(PLAN, STEP, 100, 100, 0);
        for (int second = 0; second < 6; second++) {
            log.held(PLAN, STEP, "a standby is behind");
            pass(Duration.ofSeconds(1));
        }
        log.held(PLAN, STEP, "it is not the hour");
        assertThat(lines.subList(1, lines.size()))
                .containsExactly(
                        "backfillInBatches product (sku): 100 rows, held: a standby is behind",
                        "backfillInBatches product (sku): 100 rows, held: a standby is behind",
                        "backfillInBatches product (sku): 100 rows, held: it is not the hour");
    }

    @Test
    void waitsAndBuildsNameWhoIsInTheWay() {
        Progress several = new SeveralProgress(List.of(log));
        several.waiting(PLAN, STEP, Duration.ofMillis(1_500), List.of("pid 7", "pid 8"));
        several.building(PLAN, STEP, new Building("building index: scanning table", "blocks", 30, 120, List.of()));
        several.building(PLAN, STEP, new Building("waiting for old snapshots", "", 0, 0, List.of("pid 9")));
        assertThat(lines)
                .containsExactly(
                        "backfillInBatches product (sku): fill product waits for a lock, 1.5 s so far; in the way: pid 7; pid"
                                + " 8",
                        "backfillInBatches product (sku): fill product: building index: scanning table, 30 of 120 blocks (25"
                                + " %)",
                        "backfillInBatches product (sku): fill product: waiting for old snapshots; waits for pid 9");
    }

    @Test
    void whatIsQuickIsForTheLogOnly() {
        Step look = Step.of("check table", new Action.Require(TABLE, List.of(), true, false));
        Progress several = new SeveralProgress(List.of(log));
        several.started(PLAN, 1, 2, look);
        several.finished(PLAN, look);
        several.alreadyDone(PLAN, 2, 2, STEP);
        several.held(PLAN, STEP, "paused");
        several.batch(PLAN, STEP, 1, 1, 1);
        several.note(PLAN, STEP, "a word");
        assertThat(lines)
                .containsExactly(
                        "backfillInBatches product (sku): step 2 of 2, fill product: stands already",
                        "backfillInBatches product (sku): 0 rows, held: paused",
                        "backfillInBatches product (sku): a word");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
