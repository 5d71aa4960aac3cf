package liquibase.ext.online.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a server keeps its data. A test makes and drops a database or three, each some hundred files, and on a disk that
 * was most of the tests' time; in memory it is a twentieth. What a server does does not depend on it.
 */
final class DataFolder {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH = 4L << 30;

    private DataFolder() {}

    /** A new folder in memory where the machine offers 4 GiB of it, else in the folder for temporary files. */
    static Path inMemory() throws IOException {
        return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH
                ? Files.createTempDirectory(MEMORY, "postgres-")
                : onDisk();
    }

    /** A new folder in the folder for temporary files. */
    static Path onDisk() throws IOException {
        return Files.createTempDirectory("postgres-");
    }
}
