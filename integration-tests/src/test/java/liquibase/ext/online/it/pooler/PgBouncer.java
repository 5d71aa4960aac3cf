package liquibase.ext.online.it.pooler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import liquibase.ext.online.it.Await;

/** The real PgBouncer where it is installed, in front of a server that trusts its clients. */
final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Optional<Path> installed() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)),
                        Stream.of("/usr/sbin", "/opt/homebrew/bin"))
                .map(directory -> Path.of(directory, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param folder for its files; is opened to others, because PgBouncer refuses to run as root
     * @param poolMode such as {@code transaction}
     */
    static PgBouncer start(Path binary, Path folder, String host, int port, String poolMode) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        int own = freePort();
        Path users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
        Path settings =
                Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                pool_mode = %s
                ignore_startup_parameters = extra_float_digits
                """.formatted(host, port, own, users, poolMode));
        Path log = folder.resolve("pgbouncer.log");
        Process process = new ProcessBuilder(asUser(binary.toString(), settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Await.until("PgBouncer answers; see " + log, Duration.ofSeconds(20), () -> {
            assertThat(process.isAlive()).as(() -> read(log)).isTrue();
            return answers(own);
        });
        return new PgBouncer(process, own);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static List<String> asUser(String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        if (System.getProperty("user.name").equals("root")) {
            line.addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        return line;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
