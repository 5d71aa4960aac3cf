package liquibase.ext.online.lint.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import liquibase.ext.online.lint.finding.LintResult;

/** The report formats on the class path. */
public final class Reports {
    private static final Map<String, ReportFormat> FORMATS = load();

    private Reports() {}

    private static Map<String, ReportFormat> load() {
        Map<String, ReportFormat> formats = new TreeMap<>();
        // The loader of this class: a Maven goal's context class loader is not the plugin's.
        for (ReportFormat format : ServiceLoader.load(ReportFormat.class, Reports.class.getClassLoader())) {
            formats.put(format.id(), format);
        }
        return formats;
    }

    /** The ids of all formats, by alphabet. */
    public static List<String> ids() {
        return List.copyOf(FORMATS.keySet());
    }

    /**
     * The format with an id; upper and lower case are the same.
     *
     * @throws IllegalArgumentException when there is none; its message names those that are there
     */
    public static ReportFormat of(String id) {
        String asked = id.strip().toLowerCase(Locale.ROOT);
        ReportFormat format = FORMATS.get(asked);
        if (format == null) {
            throw new IllegalArgumentException("There is no report \"" + id.strip() + "\""
                    + nearest(asked)
                            .map(near -> ": did you mean " + near + "? There are ")
                            .orElse(": there are ")
                    + String.join(", ", ids()) + ".");
        }
        return format;
    }

    /**
     * Writes reports as UTF-8, each into its own file; the directory is made where it is missing. All ids are looked at
     * before the first file is written.
     *
     * @return the files, in the order of the ids
     * @throws IllegalArgumentException as {@link #of}
     */
    public static List<Path> writeFiles(LintResult result, Collection<String> ids, Path directory) throws IOException {
        Map<String, ReportFormat> formats = new LinkedHashMap<>();
        for (String id : ids) {
            ReportFormat format = of(id);
            formats.put(format.fileName(), format);
        }
        List<Path> files = new ArrayList<>();
        if (!formats.isEmpty()) {
            Files.createDirectories(directory);
        }
        for (Map.Entry<String, ReportFormat> format : formats.entrySet()) {
            Path file = directory.resolve(format.getKey());
            // Unlike Files.newBufferedWriter, this writes a ? for half a surrogate pair and does not fail.
            try (Writer out = new BufferedWriter(
                    new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8), 1 << 16)) {
                format.getValue().write(result, out);
            }
            files.add(file);
        }
        return List.copyOf(files);
    }

    private static Optional<String> nearest(String asked) {
        String nearest = null;
        int least = 3;
        for (String id : FORMATS.keySet()) {
            int distance = distance(asked, id);
            if (distance < least) {
                least = distance;
                nearest = id;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** How many letters must be changed, added or left out to make one word of the other. */
    private static int distance(String left, String right) {
        int[] before = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int swap = before[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[right.length()];
    }
}
