package liquibase.ext.online.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The linter's classes as Java has them in memory once they are loaded, in a file that the first run writes and later ones
 * map. It is an offer only: whatever is wrong with the file or its folder, the classes are loaded from their jars.
 *
 * <p>Java refuses an archive of other jars or another Java, and crashes on one that is cut off or damaged, so the checksum is
 * in the name. A file is written under a name of its own and gets its final one in a single step, so that builds at the same
 * time do not see each other's.
 */
final class ClassArchive {
    private static final String PREFIX = "lint-";
    private static final String SUFFIX = ".jsa";
    private static final Duration OLD = Duration.ofDays(30);

    private final @Nullable Path folder;
    private final List<Path> classPath;
    private @Nullable Path making;

    /** @param folder of the archives; null for none */
    ClassArchive(@Nullable Path folder, List<Path> classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /**
     * What Java is to be told: to use an archive, or to make one.
     *
     * @param makes whether one may be made, which Java refuses to do with some other arguments
     */
    List<String> arguments(boolean makes) {
        try {
            // Java makes none of directories, such as those that a development environment has for jars.
            if (folder == null || !classPath.stream().allMatch(Files::isRegularFile)) {
                return List.of();
            }
            Path made = made(folder).orElse(null);
            if (made != null) {
                return List.of("-XX:SharedArchiveFile=" + made, "-Xshare:auto", "-Xlog:cds*=off");
            }
            // Without an archive of its own classes, which some distributions leave out, Java would not start.
            if (!makes || !Files.exists(Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa"))) {
                return List.of();
            }
            Files.createDirectories(folder);
            making = folder.resolve(PREFIX + UUID.randomUUID());
            return Files.isWritable(folder)
                    ? List.of("-XX:ArchiveClassesAtExit=" + making, "-Xlog:cds*=off")
                    : List.of();
        } catch (IOException | UncheckedIOException unusable) {
            return List.of();
        }
    }

    /** Keeps what a process has made that has linted and ended: one that went wrong early has seen few classes. */
    void keep() {
        if (folder == null || making == null || !Files.exists(making)) {
            return;
        }
        try {
            Path made = folder.resolve(key() + checksum(making) + SUFFIX);
            Files.move(making, made, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Instant old = Instant.now().minus(OLD);
            for (Path file : files(folder, PREFIX)) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException unusable) {
            // The next run makes another.
        }
    }

    /** Leaves nothing of what was not kept. */
    void discard() {
        try {
            if (making != null) {
                Files.deleteIfExists(making);
            }
        } catch (IOException stays) {
            // Until it is old.
        }
    }

    private Optional<Path> made(Path folder) throws IOException {
        String key = key();
        for (Path file : files(folder, key)) {
            if (file.getFileName().toString().equals(key + checksum(file) + SUFFIX)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static List<Path> files(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    /** Changes with the jars and with Java. */
    private String key() throws IOException {
        StringBuilder key = new StringBuilder();
        for (String property : List.of("java.vm.name", "java.vm.version", "java.home", "os.arch")) {
            key.append(System.getProperty(property)).append('\n');
        }
        for (Path jar : classPath) {
            key.append(jar)
                    .append(Files.size(jar))
                    .append(Files.getLastModifiedTime(jar).toMillis())
                    .append('\n');
        }
        return PREFIX + UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8)) + "-";
    }

    private static String checksum(Path file) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        return Long.toHexString(crc.getValue());
    }
}
