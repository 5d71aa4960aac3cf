package liquibase.ext.online.it.lock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One case of {@code locks/cases.txt}: a line {@code # name [from-to]}, then one statement per line. Lines that begin
 * with {@code setup} run before, {@code partitioned} makes a partitioned table first, {@code utc} sets the TimeZone,
 * {@code known} says that nobody would suppose it who cannot ask the catalog,
 * {@code error} is the message that the statements must end in, and {@code hold table mode} is the lock of another session that a command outside a transaction waits for.
 */
record FootprintCase(
        String name,
        int from,
        int to,
        List<String> setup,
        List<String> statements,
        boolean utc,
        boolean known,
        @Nullable String error,
        @Nullable String hold) {
    private static final Pattern TITLE = Pattern.compile("# (.*?)(?: \\[(\\d*)-(\\d*)])?");
    private static final List<String> PARTITIONED = List.of(
            "CREATE TABLE pt (id int, n int) PARTITION BY RANGE (id)",
            "CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (1) TO (501)",
            "INSERT INTO pt SELECT i, i FROM generate_series(1, 500) i");

    static List<FootprintCase> all() {
        return Stream.of(resource("cases.txt").split("\n\n", -1))
                .map(FootprintCase::parse)
                .toList();
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(FootprintCase.class.getResourceAsStream("/locks/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean runsOn(int major) {
        return from <= major && major <= to;
    }

    @Override
    public String toString() {
        return name;
    }

    private static FootprintCase parse(String block) {
        List<String> lines = block.lines().toList();
        Matcher title = TITLE.matcher(lines.get(0));
        if (!title.matches()) {
            throw new IllegalArgumentException("no title: " + lines.get(0));
        }
        List<String> setup = new ArrayList<>();
        List<String> statements = new ArrayList<>();
        String error = null;
        String hold = null;
        for (String line : lines.subList(1, lines.size())) {
            if (line.equals("partitioned")) {
                setup.addAll(PARTITIONED);
            } else if (line.startsWith("setup ")) {
                setup.add(line.substring("setup ".length()));
            } else if (line.startsWith("error ")) {
                error = line.substring("error ".length());
            } else if (line.startsWith("hold ")) {
                hold = line.substring("hold ".length());
            } else if (!line.equals("utc") && !line.equals("known")) {
                statements.add(line);
            }
        }
        return new FootprintCase(
                title.group(1),
                limit(title.group(2), 0),
                limit(title.group(3), Integer.MAX_VALUE),
                setup,
                statements,
                lines.contains("utc"),
                lines.contains("known"),
                error,
                hold);
    }

    private static int limit(@Nullable String digits, int otherwise) {
        return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }
}
