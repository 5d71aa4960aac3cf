package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Maven of its own, which has our jars from a repository of the tests'. */
final class MavenProcess {
    private static final Path PROJECT = Path.of(System.getProperty("tools.project"));

    private final Path folder;
    private final Path log;

    /** @param folder where it runs and logs */
    MavenProcess(Path folder) {
        this.folder = folder;
        this.log = folder.resolve("maven.log");
    }

    /** Runs a goal of the test's project, which must succeed, and gives what it logged. */
    String inProject(String... arguments) throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of("-f", PROJECT.resolve("pom.xml").toString()));
        all.addAll(List.of(arguments));
        String output = run(all);
        assertThat(output).contains("BUILD SUCCESS");
        return output;
    }

    /** Runs a goal of our plugin in a folder without a project, and gives what it logged. */
    String ourGoal(String goal, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(goal(goal)));
        all.addAll(List.of(arguments));
        return run(all);
    }

    /** A goal of our plugin as Maven knows it without a project. */
    static String goal(String goal) {
        return "io.github.liquibase-online:liquibase-online-maven-plugin:" + System.getProperty("online.version") + ":"
                + goal;
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "-gs",
                PROJECT.resolve("settings.xml").toString(),
                "-Dmaven.repo.local=" + System.getProperty("tools.repository"),
                "-Dmachine.repository="
                        + Path.of(System.getProperty("machine.repository")).toUri()));
        line.addAll(arguments);
        Process maven = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = maven.waitFor(5, TimeUnit.MINUTES);
        maven.destroyForcibly();
        String output = Files.readString(log);
        assertThat(ended).as(output).isTrue();
        return output;
    }
}
