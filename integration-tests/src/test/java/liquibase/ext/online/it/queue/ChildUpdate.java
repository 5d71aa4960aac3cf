package liquibase.ext.online.it.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.listener.SqlListener;

/** An update in a JVM of its own under an advisory lock; it can be killed. Arguments are the JDBC URL and the folder. */
public final class ChildUpdate {
    private ChildUpdate() {}

    public static void main(String[] arguments) throws Exception {
        commands(arguments[0], Path.of(arguments[1])).update();
    }

    static Commands commands(String url, Path folder) {
        return new Commands(folder, OneChange.CHANGELOG, Map.entry("url", url), new SqlListener());
    }

    static Process start(String url, Path folder) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dliquibase.analytics.enabled=false",
                        "-Dliquibase.online.smallTable=0",
                        "-Dliquibase.online.advisoryLock=true",
                        "-Dliquibase.changelogLockPollRate=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildUpdate.class.getName(),
                        url,
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("child.log").toFile()))
                .start();
    }
}
