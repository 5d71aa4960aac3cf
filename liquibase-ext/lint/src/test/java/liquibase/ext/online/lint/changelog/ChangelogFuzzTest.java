package liquibase.ext.online.lint.changelog;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.lint.Lint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the text of a changelog, it is judged, or refused in words; nothing else is thrown. */
class ChangelogFuzzTest {
    private static final Path HOME = Path.of(System.getProperty("changelogs.dir"));
    private static final int MOST = Integer.getInteger("fuzz.inputs", 1_500);
    private static final long MOST_CPU_SECONDS = Long.getLong("fuzz.seconds", 15);
    private static final List<String> ENDINGS = List.of(".xml", ".yaml", ".json", ".sql");
    private static final List<String> PIECES = List.of(
            "\t", "\0", "\r", "'", "\"", "<", "&x;", "{", "[", "*a", "&a ", "${a}", "--", "/*", "$$", ";", "é", ": ");

    private final Random random = new Random(Long.getLong("fuzz.seed", 4));

    @TempDir
    Path folder;

    @Test
    void isJudgedOrRefusedInWords() throws Exception {
        List<Path> examples = examples();
        assertThat(examples).hasSizeGreaterThan(100);
        long end = cpu() + TimeUnit.SECONDS.toNanos(MOST_CPU_SECONDS);
        int tried = 0;
        while (tried < MOST && cpu() < end) {
            Path example = examples.get(random.nextInt(examples.size()));
            byte[] mutated = mutate(Files.readString(example));
            Path file = folder.resolve("changelog" + ending(example));
            Files.write(file, mutated);
            int number = tried++;
            assertTimeoutPreemptively(
                    ofMinutes(5),
                    () -> check(file, example + ", mutation " + number),
                    () -> new String(mutated, StandardCharsets.UTF_8));
        }
        assertThat(tried).isGreaterThan(20);
    }

    private static void check(Path file, String name) {
        try {
            assertThat(Lint.file(file).notAnalysed())
                    .allSatisfy(part -> assertThat(part.reason()).doesNotContain("Exception", "java."));
        } catch (ChangelogException refused) {
            assertThat(refused.getMessage()).as(name).isNotBlank().doesNotContain("Exception", "null", "java.");
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError(name + " throws " + thrown, thrown);
        }
    }

    private byte[] mutate(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        String mutated = text;
        for (int round = random.nextInt(3); round >= 0; round--) {
            int at = lines.isEmpty() ? -1 : random.nextInt(lines.size());
            int kind = random.nextInt(7);
            if (at < 0 || kind == 0) {
                mutated = mutated.substring(0, random.nextInt(mutated.length() + 1));
            } else if (kind == 1) {
                lines.remove(at);
                mutated = String.join("\n", lines);
            } else if (kind == 2) {
                lines.add(random.nextInt(lines.size()), lines.get(at));
                mutated = String.join("\n", lines);
            } else if (kind == 3) {
                lines.set(at, lines.set(random.nextInt(lines.size()), lines.get(at)));
                mutated = String.join("\n", lines);
            } else if (kind == 4 && !mutated.isEmpty()) {
                int place = random.nextInt(mutated.length());
                mutated = mutated.substring(0, place)
                        + PIECES.get(random.nextInt(PIECES.size()))
                        + mutated.substring(place);
            } else if (kind == 5 && mutated.length() > 3) {
                int place = random.nextInt(mutated.length() - 2);
                mutated = mutated.substring(0, place)
                        + mutated.charAt(place + 1)
                        + mutated.charAt(place)
                        + mutated.substring(place + 2);
            }
            lines = new ArrayList<>(mutated.lines().toList());
        }
        byte[] bytes = mutated.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private static List<Path> examples() throws Exception {
        try (Stream<Path> files = Files.walk(HOME)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.contains(ending(file)))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}
