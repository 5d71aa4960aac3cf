package liquibase.ext.online.it.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import liquibase.listener.SqlListener;

/** An update in a JVM of its own, which says each statement that it begins on its standard output. */
final class ChildAttempt extends Attempt {
    private static final String STATEMENT = "statement: ";

    private final Process process;
    private final CompletableFuture<Void> end;

    /** @param pause of {@code liquibase.online.pause}, to make the update as slow as is needed to meet it at work */
    ChildAttempt(String url, Path folder, Kill awaited, Duration pause) throws IOException {
        super(awaited);
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dliquibase.analytics.enabled=false",
                        "-Dliquibase.online.smallTable=0",
                        "-Dliquibase.online.pause=" + pause.toMillis() + "ms",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildAttempt.class.getName(),
                        url,
                        folder.toString()))
                .redirectError(folder.resolve("child.log").toFile())
                .start();
        end = CompletableFuture.runAsync(this::listen);
    }

    /** The child: the arguments are the JDBC URL and the folder of the changelog. */
    public static void main(String[] arguments) throws Exception {
        SqlListener listener = new SqlListener() {
            @Override
            public void writeSqlWillRun(String sql) {
                System.out.println(STATEMENT + kind(sql));
            }
        };
        ProductChangelog.on(arguments[0], Path.of(arguments[1]), listener).update();
    }

    /** SIGKILL: nothing of it runs any more. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /** SIGTERM: its shutdown hooks run. By its handle, as {@link Process#destroy} would close its output, and end this early. */
    void terminate() {
        process.toHandle().destroy();
    }

    @Override
    CompletableFuture<Void> end() {
        return end;
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(STATEMENT)) {
                    hear(line.substring(STATEMENT.length()));
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("The child ended with status " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The child's output broke off", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
