package liquibase.ext.online.bench.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a process took with all that it started, as Linux counts it; read every 10 ms while it lives, so that its last
 * moments are missing.
 *
 * @param exitCode of the process itself
 * @param cpuMillis processor time of all threads, the JIT compiler's and the garbage collector's included
 * @param peakKilobytes resident memory, the peaks of all its processes added up
 */
record ProcessCost(int exitCode, long cpuMillis, long peakKilobytes) {
    /** What the kernel counts processor time in, on every Linux that runs Java. */
    private static final long MILLIS_PER_TICK = 10;

    private static final int FIRST_TIME = 11;
    private static final int TIMES = 4;

    /** Runs a command to its end, what it prints going to a file. */
    static ProcessCost of(List<String> command, Path directory, Path output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Map<Long, Long> peaks = new HashMap<>();
        long cpu = 0;
        do {
            long now = look(process.toHandle(), peaks);
            for (ProcessHandle child : process.descendants().toList()) {
                now += look(child, peaks);
            }
            cpu = Math.max(cpu, now);
        } while (!process.waitFor(10, TimeUnit.MILLISECONDS));
        return new ProcessCost(
                process.exitValue(),
                cpu,
                peaks.values().stream().mapToLong(Long::longValue).sum());
    }

    /** Its processor time, with that of its children which have ended. */
    private static long look(ProcessHandle process, Map<Long, Long> peaks) {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        try {
            for (String line : Files.readAllLines(proc.resolve("status"))) {
                if (line.startsWith("VmHWM:")) {
                    peaks.merge(
                            process.pid(),
                            Long.valueOf(line.substring(6, line.length() - 2).strip()),
                            Math::max);
                }
            }
            String stat = Files.readString(proc.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = FIRST_TIME; i < FIRST_TIME + TIMES; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks * MILLIS_PER_TICK;
        } catch (IOException ended) {
            return 0;
        }
    }
}
