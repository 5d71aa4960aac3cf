package liquibase.ext.online.it.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import liquibase.ext.online.it.Await;
import org.jspecify.annotations.Nullable;

/**
 * A server from embedded binaries whose process is in the test's hands: stopped as by a crash, started again on the same
 * data and port, followed by a streaming replica, promoted. Where the tests run as root it runs as another user, because
 * PostgreSQL refuses to run as root.
 */
public final class LocalServer implements Closeable {
    private static final int NOBODY = 65534;
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final int major;
    private final Map<String, String> settings;
    private final Path home;
    private final boolean ownsHome;
    private final Path data;
    private final Path log;
    private final int port;
    private @Nullable Process process;

    /** Makes a database cluster, with its data in memory if it can be, and starts it; any user is let in without a password. */
    public LocalServer(int major, Map<String, String> settings) throws IOException {
        this(major, settings, DataFolder.inMemory());
    }

    /** The same with its data in an empty folder, which is deleted at the end. */
    LocalServer(int major, Map<String, String> settings, Path data) throws IOException {
        this(major, settings, data, unpacked(major), true);
        run(program("initdb"), "-D", "" + data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
        start();
    }

    /** A server that has no data yet. */
    private LocalServer(int major, Map<String, String> settings, Path data, Path home, boolean ownsHome)
            throws IOException {
        this.major = major;
        this.settings = settings;
        this.data = data;
        this.home = home;
        this.ownsHome = ownsHome;
        port = freePort();
        log = home.resolve(port + ".log");
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAtTheEnd));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        if (isRoot()) {
            Files.setAttribute(data, "unix:uid", NOBODY);
        }
    }

    private static Path unpacked(int major) throws IOException {
        Path home = Files.createTempDirectory("postgres-" + major + "-");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Binaries.unpack(major, home);
        return home;
    }

    /** The server as other tests know it, to make databases on. */
    public PostgresServer server() {
        return new PostgresServer(major, "own", url(), this);
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    /** Starts the server on the data it has, and returns when it answers. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(program("postgres"), "-D", "" + data, "-p", "" + port, "-k", "", "-h", "localhost"));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        Process started = process(command);
        process = started;
        try {
            Await.until("the server answers", DEADLINE, () -> {
                if (!started.isAlive()) {
                    throw new IOException("The server has ended: " + Files.readString(log));
                }
                return answers();
            });
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The server did not start: " + Files.readString(log), e);
        }
    }

    /** Ends every process of the server at once: no checkpoint, no word to the clients; the next start is a recovery. */
    public void crash() throws IOException {
        stop("immediate");
    }

    /**
     * Stops this server to copy its data, starts it again, and starts a streaming replica on the copy; it must be closed
     * before this one.
     *
     * @param name its {@code application_name} in {@code pg_stat_replication}
     */
    public LocalServer replica(String name) throws IOException {
        stop("fast");
        LocalServer replica = new LocalServer(major, settings, DataFolder.inMemory(), home, false);
        replica.run("cp", "-R", data + "/.", "" + replica.data);
        start();
        Files.createFile(replica.data.resolve("standby.signal"));
        Files.writeString(
                replica.data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=%d user=postgres application_name=%s'%n".formatted(port, name),
                StandardOpenOption.APPEND);
        replica.start();
        return replica;
    }

    /** Makes a replica a primary, and returns when it takes writes. */
    public void promote() throws IOException {
        run(program("pg_ctl"), "promote", "-D", "" + data, "-w");
    }

    /** Stops the server and deletes its data. */
    @Override
    public void close() throws IOException {
        stop("fast");
        delete(data);
        if (ownsHome) {
            delete(home);
        }
    }

    private void stop(String mode) throws IOException {
        if (process != null && process.isAlive()) {
            run(program("pg_ctl"), "stop", "-D", "" + data, "-m", mode, "-w");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void closeAtTheEnd() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            DriverManager.getConnection(url()).close();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private void run(String... command) throws IOException {
        try {
            if (process(List.of(command)).waitFor() != 0) {
                throw new IOException(List.of(command) + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Process process(List<String> command) throws IOException {
        List<String> full = new ArrayList<>();
        if (isRoot()) {
            full.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        full.addAll(command);
        return new ProcessBuilder(full)
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Whether embedded binaries run in no other way here: as root, and root has no user namespace to hide in. */
    static boolean isNeeded() {
        try {
            return isRoot()
                    && new ProcessBuilder("unshare", "-U", "true").start().waitFor() != 0;
        } catch (IOException noUnshare) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() throws IOException {
        return System.getProperty("os.name").equals("Linux")
                && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
