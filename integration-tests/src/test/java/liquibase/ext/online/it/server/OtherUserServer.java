package liquibase.ext.online.it.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * A server that runs as another user, because PostgreSQL refuses to run as root and this machine gives root no user
 * namespace to hide in, as is usual inside a container.
 */
final class OtherUserServer implements Closeable {
    private static final int NOBODY = 65534;
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private final Path home;
    private final Path data;
    private final Path log;
    private final int port;
    private final Process process;

    OtherUserServer(int major, Map<String, String> settings) throws IOException {
        home = Files.createTempDirectory("postgres-" + major + "-");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = Files.createDirectory(home.resolve("data"));
        Files.setAttribute(data, "unix:uid", NOBODY);
        log = home.resolve("server.log");
        port = freePort();
        Binaries.unpack(major, home);
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeAtTheEnd));
        run(List.of(
                "initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"));
        List<String> command = new ArrayList<>(
                List.of("postgres", "-D", data.toString(), "-p", String.valueOf(port), "-k", "", "-h", "localhost"));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        process = start(command);
        awaitAnswer();
    }

    /** Whether embedded binaries run in no other way here. */
    static boolean isNeeded() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                    && new ProcessBuilder("unshare", "-U", "true").start().waitFor() != 0;
        } catch (IOException noUnshare) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            run(List.of("pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w"));
        }
        if (Files.exists(home)) {
            deleteHome();
        }
    }

    private void deleteHome() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
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

    private void awaitAnswer() throws IOException {
        try {
            Await.until("the server answers", Duration.ofMinutes(2), () -> {
                if (!process.isAlive()) {
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

    private boolean answers() {
        try {
            DriverManager.getConnection(url()).close();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void run(List<String> command) throws IOException {
        try {
            if (start(command).waitFor() != 0) {
                throw new IOException(command + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Process start(List<String> command) throws IOException {
        List<String> full = new ArrayList<>(AS_NOBODY);
        full.add(home.resolve("bin").resolve(command.get(0)).toString());
        full.addAll(command.subList(1, command.size()));
        return new ProcessBuilder(full)
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
