package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProgressTest {
    private static final Step STEP = Step.of("fill \"sku\"", new Action.Forget());
    private static final Plan PLAN = new Plan("backfillInBatches", "product (sku)", List.of(STEP));

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void eachEventIsALineThatSaysWhatItIsAbout() throws Exception {
        Path file = folder.resolve("progress.jsonl");
        Files.writeString(file, "what was there\n");
        FileProgress progress = progress(file);
        progress.started(PLAN, 2, 3, STEP);
        progress.alreadyDone(PLAN, 3, 3, STEP);
        progress.waiting(PLAN, STEP, Duration.ofMillis(1_500), List.of("pid 1", "pid 2"));
        progress.note(PLAN, STEP, "two\nlines");
        progress.finished(PLAN, STEP);
        progress.failed(PLAN, "gone");

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(7).startsWith("what was there");
        assertThat(lines.get(1))
                .isEqualTo(
                        "{\"time\": \"2026-01-02T03:04:05Z\", \"changeSet\": {\"file\": \"dir/c.xml\", \"id\": \"7\","
                                + " \"author\": \"me\"}, \"operation\": \"backfillInBatches\", \"object\": \"product (sku)\","
                                + " \"event\": \"step\", \"step\": 2, \"of\": 3, \"name\": \"fill \\\"sku\\\"\"}");
        assertThat(events(file, 1)).containsExactly("step", "already", "waiting", "note", "done", "failed");
        assertThat(lines.get(3)).endsWith("\"seconds\": 1.5, \"blockers\": [\"pid 1\", \"pid 2\"]}");
        assertThat(warnings).isEmpty();
    }

    @Test
    void batchesAreOneLineASecondWithTheSpeedOfLate() throws Exception {
        Path file = folder.resolve("progress.jsonl");
        FileProgress progress = progress(file);
        progress.started(PLAN, 1, 1, STEP);
        for (int tick = 0; tick <= 40; tick++) {
            nanos.set(tick * 100_000_000L);
            progress.batch(PLAN, STEP, tick * 10L, tick * 5L, 1_000);
        }
        assertThat(events(file, 1)).hasSize(5).containsOnly("batch");
        assertThat(Files.readAllLines(file).get(5))
                .endsWith("\"rows\": 400, \"written\": 200, \"total\": 1000, \"rate\": 100.0, \"secondsLeft\": 6.0}");
        assertThat(Files.readAllLines(file).get(1)).endsWith("\"rows\": 0, \"written\": 0, \"total\": 1000}");
    }

    @Test
    void aHoldIsALineWhenItsReasonChangesAndNowAndThen() throws Exception {
        Path file = folder.resolve("progress.jsonl");
        FileProgress progress = progress(file);
        progress.started(PLAN, 1, 1, STEP);
        progress.batch(PLAN, STEP, 10, 10, 0);
        for (int second = 0; second < 10; second++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            progress.held(PLAN, STEP, second < 7 ? "lag" : "window");
        }
        nanos.addAndGet(1);
        progress.batch(PLAN, STEP, 20, 20, 0);
        assertThat(events(file, 1)).containsExactly("batch", "held", "held", "held", "batch");
        assertThat(Files.readAllLines(file).get(4)).endsWith("\"rows\": 10, \"written\": 10, \"reason\": \"window\"}");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldOnce() {
        FileProgress progress = progress(folder.resolve("missing").resolve("progress.jsonl"));
        progress.started(PLAN, 1, 1, STEP);
        progress.note(PLAN, STEP, "more");
        assertThat(warnings).singleElement().asString().contains("progress.jsonl cannot be written");

        new FileProgress("\0", new Origin("", "", "", 0), Clock.systemUTC(), nanos::get, warnings::add)
                .failed(PLAN, "gone");
        assertThat(warnings).hasSize(2);
    }

    private static List<String> events(Path file, int from) throws Exception {
        List<String> events = new ArrayList<>();
        for (String line :
                Files.readAllLines(file).subList(from, Files.readAllLines(file).size())) {
            JsonNode read = new ObjectMapper().readTree(line);
            events.add(read.get("event").textValue());
        }
        return events;
    }

    private FileProgress progress(Path file) {
        return new FileProgress(
                file.toString(),
                new Origin("7", "me", "dir/c.xml", 0),
                Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
                nanos::get,
                warnings::add);
    }
}
