package liquibase.ext.online.lint.scope;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogException;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Place;

/**
 * The changeSets that are known, so that only later ones are reported. Its file has one sorted line for each, so that
 * branches that add to it merge; both lines of a changeSet count when two branches edited it.
 */
public final class Baseline {
    private static final String HEADER = "# liquibase-online baseline, version ";
    private static final String VERSION = "1";
    private static final String NEXT = "Restore the file, or write it anew with lint-baseline";
    private static final Comparator<ChangeSetId> ORDER = Comparator.comparing(ChangeSetId::file)
            .thenComparing(ChangeSetId::id)
            .thenComparing(ChangeSetId::author);

    private final Map<ChangeSetId, Set<String>> lines;

    private Baseline(Map<ChangeSetId, Set<String>> lines) {
        this.lines = lines;
    }

    /** All that a changelog runs. A changeSet whose checksum cannot be known is left out. */
    public static Baseline of(Changelog changelog, ChangelogRequest request) {
        Map<ChangeSetId, Set<String>> lines = new LinkedHashMap<>();
        History.of(
                        changelog.changeSets().stream()
                                .filter(unit -> unit.filteredOut() == null)
                                .map(ChangeSetUnit::source)
                                .toList(),
                        request.resources())
                .checksums()
                .entrySet()
                .stream()
                .filter(known -> !known.getValue().isEmpty())
                .sorted(Map.Entry.comparingByKey(ORDER))
                .forEach(known -> lines.put(known.getKey(), new TreeSet<>(known.getValue())));
        return new Baseline(lines);
    }

    /**
     * What was written before.
     *
     * @throws ChangelogException when the file is missing or is no baseline, with its line
     */
    public static Baseline read(Path file) throws ChangelogException {
        List<String> text;
        try {
            text = Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new ChangelogException(
                    "there is no baseline " + file + ". Write it with lint-baseline, and commit it", null, missing);
        } catch (MalformedInputException notText) {
            throw new ChangelogException("the baseline " + file + " is no UTF-8 text. " + NEXT, null, notText);
        } catch (IOException unreadable) {
            throw new ChangelogException("cannot read the baseline " + file + ": " + unreadable, null, unreadable);
        }
        if (text.isEmpty() || !text.get(0).startsWith(HEADER)) {
            throw broken(file, 1, "this is no baseline, which begins with \"" + HEADER + VERSION + "\"");
        }
        if (!text.get(0).substring(HEADER.length()).strip().equals(VERSION)) {
            throw broken(
                    file, 1, "a later version of the linter wrote this baseline; this one reads version " + VERSION);
        }
        Map<ChangeSetId, Set<String>> lines = new LinkedHashMap<>();
        for (int i = 1; i < text.size(); i++) {
            read(file, i + 1, text.get(i), lines);
        }
        return new Baseline(lines);
    }

    private static void read(Path file, int number, String line, Map<ChangeSetId, Set<String>> lines)
            throws ChangelogException {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("<<<<<<<") || line.startsWith("=======") || line.startsWith(">>>>>>>")) {
            throw broken(file, number, "a merge left its mark here. Keep the lines of both sides and delete the marks");
        }
        String[] fields = line.split("\t", -1);
        if (fields.length != 4 || fields[3].isEmpty()) {
            throw broken(file, number, "a line has four fields between tabs: file, id, author, checksum");
        }
        lines.computeIfAbsent(
                        new ChangeSetId(unescaped(fields[0]), unescaped(fields[1]), unescaped(fields[2])),
                        id -> new HashSet<>())
                .add(fields[3]);
    }

    /**
     * Writes the file, and the directories that it needs.
     *
     * @throws ChangelogException when that cannot be done
     */
    public void write(Path file) throws ChangelogException {
        StringBuilder text = new StringBuilder(HEADER).append(VERSION).append('\n');
        text.append("# ChangeSets that lint takes as known: file, id, author, checksum. Written by lint-baseline.\n");
        lines.forEach((id, checksums) -> checksums.forEach(checksum -> {
            escape(id.file(), text);
            escape(id.id(), text);
            escape(id.author(), text);
            text.append(checksum).append('\n');
        }));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new ChangelogException("cannot write the baseline " + file + ": " + failure, null, failure);
        }
    }

    /** How many changeSets it knows. */
    public int size() {
        return lines.size();
    }

    /**
     * What of a changelog is not known, or was edited since.
     *
     * @param notes is told how many of the lines are about no changeSet any more
     */
    public ReportScope select(Changelog changelog, ChangelogRequest request, Consumer<String> notes) {
        Set<ChangeSetId> gone = new HashSet<>(lines.keySet());
        changelog.changeSets().forEach(unit -> gone.remove(unit.id()));
        if (!gone.isEmpty()) {
            notes.accept(gone.size() + (gone.size() == 1 ? " changeSet" : " changeSets")
                    + " of the baseline no longer exist; lint-baseline drops their lines");
        }
        return new History(lines).leaves(changelog, request.resources());
    }

    private static ChangelogException broken(Path file, int line, String problem) {
        return new ChangelogException(
                problem + ". " + NEXT, new Place(file.toString().replace('\\', '/'), line, 1, line, 1), null);
    }

    private static void escape(String field, StringBuilder text) {
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            switch (letter) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> {
                    if (i == 0 && letter == '#') {
                        text.append('\\');
                    }
                    text.append(letter);
                }
            }
        }
        text.append('\t');
    }

    private static String unescaped(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char letter = field.charAt(i);
            if (letter == '\\' && i + 1 < field.length()) {
                letter = field.charAt(++i);
                letter = letter == 't' ? '\t' : letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter;
            }
            text.append(letter);
        }
        return text.toString();
    }
}
