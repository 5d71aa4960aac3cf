package liquibase.ext.online.it.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The archives of server binaries. Each major's artifact holds the same resource name, so they cannot share a class
 * path; the build copies them to {@code target/postgres/<major>.jar}, and that is where they are read.
 */
final class Binaries {
    private static final Path FOLDER = Path.of(System.getProperty("postgres.binaries", "target/postgres"));

    private Binaries() {}

    /** The archive of the one platform that the build chose; the caller closes it. */
    static InputStream open(int major) throws IOException {
        Path file = FOLDER.resolve(major + ".jar");
        if (!Files.exists(file)) {
            throw new IOException("No binaries of PostgreSQL " + major + " in " + FOLDER.toAbsolutePath()
                    + "; 'mvn process-test-resources' puts them there");
        }
        JarFile jar = new JarFile(file.toFile());
        ZipEntry archive = jar.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .orElseThrow(() -> new IOException("No .txz in " + file));
        return new FilterInputStream(jar.getInputStream(archive)) {
            @Override
            public void close() throws IOException {
                super.close();
                jar.close();
            }
        };
    }

    /** Unpacks the archive into a folder, for whoever cannot let a library do it. */
    static void unpack(int major, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open(major)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("Leaves the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    boolean executable = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
