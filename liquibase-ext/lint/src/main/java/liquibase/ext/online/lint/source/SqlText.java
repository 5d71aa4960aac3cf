package liquibase.ext.online.lint.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import org.jspecify.annotations.Nullable;

/** SQL as an author wrote it, properties not replaced, and where each of its characters stands in its file. */
public final class SqlText {
    private final SourceText source;
    private final @Nullable String text;
    /** For each run of characters: its first index here, and its stretch of the file. */
    private final int[] runs;

    private final int[] fileStarts;
    private final int[] fileEnds;
    private List<Attached> suppressions = List.of();
    private List<Place> suppressionPlaces = List.of();

    /** A suppression and the index of a character of the statement it is for. */
    record Attached(Suppression suppression, int at) {}

    SqlText(SourceText source, @Nullable String text, int[] runs, int[] fileStarts, int[] fileEnds) {
        this.source = source;
        this.text = text;
        this.runs = runs;
        this.fileStarts = fileStarts;
        this.fileEnds = fileEnds;
    }

    /** The text, unescaped where its file has it escaped. */
    public String text() {
        return text != null ? text : source.text().substring(fileStarts[0], fileEnds[0]);
    }

    /**
     * Where a stretch of the text stands in the file.
     *
     * @param start the index of its first character
     * @param end the index behind its last character
     * @throws IndexOutOfBoundsException when the text has no such stretch
     */
    public Place place(int start, int end) {
        int from = fileStart(start);
        return source.place(from, end > start ? fileEnd(end) : from);
    }

    /** What stands in the file at the place of a statement, and around it on its lines where nothing of it was sent. */
    public String written(Place statement) {
        int start = source.start(statement);
        while (start > 0 && ";\n".indexOf(source.text().charAt(start - 1)) < 0) {
            start--;
        }
        int end = source.end(statement);
        while (end < source.text().length() && ";\n".indexOf(source.text().charAt(end)) < 0) {
            end++;
        }
        return source.text().substring(start, end);
    }

    /** The place of all its statements, from the first one's first character to the last character that is not white space. */
    public Place place() {
        String sql = text();
        int start = SqlTrivia.skip(sql, 0);
        int end = sql.length();
        while (end > 0 && Character.isWhitespace(sql.charAt(end - 1))) {
            end--;
        }
        return start < end ? place(start, end) : place(0, end);
    }

    /**
     * Finds statements as Liquibase sends them, in their order: split, trimmed, with or without their comments, properties
     * replaced. Those that are not found are the ones left between two that are, if these are as many. Takes time in
     * proportion to the text and the statements.
     *
     * @param values gives the text for a property such as {@code ${table}}, or the property again; one whose value is not
     *     known stands for any text
     * @return one place for each statement, empty for one that is not found
     */
    public List<Optional<Place>> locate(List<String> statements, UnaryOperator<String> values) {
        SqlText expanded = expanded(values);
        List<Optional<Place>> places = new ArrayList<>(expanded.places(statements));
        if (expanded != this && places.contains(Optional.<Place>empty())) {
            List<Optional<Place>> asWritten = places(statements);
            for (int i = 0; i < places.size(); i++) {
                Optional<Place> other = asWritten.get(i);
                places.set(i, places.get(i).or(() -> other));
            }
        }
        return places;
    }

    /** The same where no value is known. */
    List<Optional<Place>> locate(List<String> statements) {
        return locate(statements, property -> property);
    }

    private List<Optional<Place>> places(List<String> statements) {
        List<Optional<Place>> places = new ArrayList<>(statements.size());
        for (StatementLocator.@Nullable Range range : new StatementLocator(text()).locate(statements)) {
            places.add(range == null ? Optional.empty() : Optional.of(place(range.start(), range.end())));
        }
        return places;
    }

    /** This with the values of its properties, whose characters all stand where the property does. */
    private SqlText expanded(UnaryOperator<String> values) {
        String written = text();
        SqlTextBuilder builder = new SqlTextBuilder(source);
        int done = 0;
        int at = written.indexOf("${");
        while (at >= 0) {
            int end = written.indexOf('}', at) + 1;
            if (end == 0) {
                break;
            }
            String property = written.substring(at, end);
            String value = values.apply(property);
            if (!value.equals(property)) {
                copy(done, at, builder);
                builder.replaced(fileStart(at), fileEnd(end), value);
                done = end;
            }
            at = written.indexOf("${", value.equals(property) ? at + 2 : end);
        }
        if (done == 0) {
            return this;
        }
        copy(done, written.length(), builder);
        return builder.build();
    }

    private void copy(int from, int to, SqlTextBuilder builder) {
        for (int at = from; at < to; ) {
            int run = run(at);
            int end = Math.min(to, run + 1 < runs.length ? runs[run + 1] : to);
            if (isVerbatim(run)) {
                builder.verbatim(fileStart(at), fileEnd(end));
            } else {
                builder.replaced(fileStarts[run], fileEnds[run], text().substring(at, end));
            }
            at = end;
        }
    }

    /** The suppressions in comments for the statement at this place: before it, in it, or behind it on its last line. */
    public List<Suppression> suppressions(Place statement) {
        if (suppressions.isEmpty()) {
            return List.of();
        }
        int start = source.start(statement);
        int end = source.end(statement);
        List<Suppression> own = new ArrayList<>();
        for (Attached attached : suppressions) {
            int at = fileStart(attached.at());
            if (at >= start && at < end) {
                own.add(attached.suppression());
            }
        }
        return own;
    }

    /** All suppressions in its comments. */
    public List<Suppression> suppressions() {
        return suppressions.stream().map(Attached::suppression).toList();
    }

    /**
     * Where suppressions stand in its comments, those included that are for the file or for what comes behind it: to write
     * one there is to edit the SQL.
     */
    public List<Place> suppressionPlaces() {
        return suppressionPlaces;
    }

    void attach(List<Attached> found, List<Place> places) {
        suppressions = List.copyOf(found);
        suppressionPlaces = List.copyOf(places);
    }

    private int length() {
        return text != null ? text.length() : fileEnds[0] - fileStarts[0];
    }

    private int fileStart(int index) {
        if (index < 0 || index > length()) {
            throw new IndexOutOfBoundsException(index);
        }
        int run = run(index);
        return isVerbatim(run) ? fileStarts[run] + index - runs[run] : fileStarts[run];
    }

    private int fileEnd(int index) {
        int run = run(index - 1);
        return isVerbatim(run) ? fileStarts[run] + index - runs[run] : fileEnds[run];
    }

    private boolean isVerbatim(int run) {
        int next = run + 1 < runs.length ? runs[run + 1] : length();
        return next - runs[run] == fileEnds[run] - fileStarts[run];
    }

    private int run(int index) {
        int found = Arrays.binarySearch(runs, index);
        return found >= 0 ? found : -found - 2;
    }
}
