package liquibase.ext.online.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * The processor time of a whole server: of its first process, of every process that is its child now, and of every child
 * that has ended. So nothing escapes, whichever connections a strategy opens; what the background processes do for it
 * (WAL writer, checkpointer) is in. Exact to 10 ms for each living process. Linux only: read from {@code /proc}.
 */
final class ServerCpu {
    /** What {@code /proc} counts in, on every platform that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int UTIME = 11;
    private static final int CUTIME = 13;

    private final long postmaster;

    ServerCpu(long postmaster) {
        this.postmaster = postmaster;
    }

    /** Seconds since the server started; NaN where they cannot be read. */
    double seconds() {
        ProcessHandle process = ProcessHandle.of(postmaster).orElse(null);
        if (process == null || !Files.exists(stat(postmaster))) {
            return Double.NaN;
        }
        while (true) {
            long ended = ticks(postmaster, CUTIME);
            long living = LongStream.concat(
                            LongStream.of(postmaster), process.children().mapToLong(ProcessHandle::pid))
                    .map(pid -> ticks(pid, UTIME))
                    .sum();
            // A child that ended in between may have been counted twice or not at all.
            if (ended == ticks(postmaster, CUTIME)) {
                return (ended + living) / TICKS_PER_SECOND;
            }
        }
    }

    /** The field and its neighbour, user and system time, from the fields that follow the name of the process. */
    private static long ticks(long pid, int field) {
        try {
            String stat = Files.readString(stat(pid));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path stat(long pid) {
        return Path.of("/proc", String.valueOf(pid), "stat");
    }
}
