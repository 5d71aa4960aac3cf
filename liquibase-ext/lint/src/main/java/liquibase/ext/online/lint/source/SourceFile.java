package liquibase.ext.online.lint.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;

/**
 * Where the changeSets of one file stand. Liquibase keeps no line numbers; what it parsed is found here by the file, the
 * changeSet's number in it, and the change's number in that. Reading never fails: of a broken file there is what could be
 * read, and {@link #problem()}.
 */
public final class SourceFile {
    private final SourceText source;
    private final List<ChangeSetSource> changeSets;
    private final List<IncludeSource> includes;
    private final List<Suppression> fileSuppressions;
    private final List<SuppressionProblem> suppressionProblems;
    private final Optional<SourceProblem> problem;
    private final Optional<SqlText> sql;
    private final ChangeSetSearch search;

    private SourceFile(SourceDraft draft) {
        source = draft.source;
        changeSets = draft.finish();
        includes = List.copyOf(draft.includes);
        fileSuppressions = List.copyOf(draft.fileSuppressions);
        suppressionProblems = List.copyOf(draft.suppressionProblems);
        problem = Optional.ofNullable(draft.problem);
        sql = Optional.ofNullable(draft.sql);
        search = new ChangeSetSearch(changeSets);
    }

    /** Reads a changelog, or a file of SQL, whose text is in UTF-8 unless it says otherwise. */
    public static SourceFile read(String path, byte[] content) {
        return read(path, content, StandardCharsets.UTF_8);
    }

    /**
     * Reads a changelog: in XML, YAML, JSON by the path's ending; anything else is formatted SQL by its first line, or SQL.
     *
     * @param path the path by which Liquibase opens it
     * @param sqlEncoding of SQL without a byte order mark, what {@code liquibase.fileEncoding} says
     */
    public static SourceFile read(String path, byte[] content, Charset sqlEncoding) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".xml")) {
            SourceDraft draft = draft(path, Encoding.decodeXml(content));
            return read(draft, new XmlSource(draft)::read);
        }
        boolean json = lower.endsWith(".json");
        if (json || lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            SourceDraft draft = draft(path, Encoding.decode(content, StandardCharsets.UTF_8));
            return read(draft, new YamlSource(draft, json)::read);
        }
        SourceDraft draft = draft(path, Encoding.decode(content, sqlEncoding));
        return FormattedSqlSource.isFormatted(draft.source.text())
                ? read(draft, new FormattedSqlSource(draft)::read)
                : sql(draft);
    }

    /** Reads a file as SQL and nothing else, as {@code sqlFile} does; {@link #sql()} is all of it. */
    public static SourceFile readSql(String path, byte[] content, Charset encoding) {
        return sql(draft(path, Encoding.decode(content, encoding)));
    }

    /** The decoded text, without a byte order mark. */
    public String text() {
        return source.text();
    }

    /** The changeSets in the order of the file; a file of SQL that is no changelog is the changeSet {@code raw}. */
    public List<ChangeSetSource> changeSets() {
        return changeSets;
    }

    /**
     * Finds a changeSet that Liquibase has read. Properties in the file's ids and authors stand for anything.
     *
     * @param n its number in the file, from 0, when known; what does not fit is looked up by id and author, the nearest one
     */
    public Optional<ChangeSetSource> changeSet(int n, String id, String author) {
        return search.find(n, id, author);
    }

    /** What the file includes, in its order. */
    public List<IncludeSource> includes() {
        return includes;
    }

    /** The suppressions for all of the file. */
    public List<Suppression> fileSuppressions() {
        return fileSuppressions;
    }

    /** Suppressions that have no effect. */
    public List<SuppressionProblem> suppressionProblems() {
        return suppressionProblems;
    }

    /** Where one text first stands behind another; the start of the file, when nowhere. */
    public Place find(String first, String second) {
        int start = source.text().indexOf(first);
        int found = start < 0 ? -1 : source.text().indexOf(second, start);
        return found < 0 ? Place.startOf(source.file()) : source.place(found, found + second.length());
    }

    /** Why the file could not be read to its end. */
    public Optional<SourceProblem> problem() {
        return problem;
    }

    /** All of the file, when it is SQL and no changelog. */
    public Optional<SqlText> sql() {
        return sql;
    }

    private interface Reading {
        void read() throws MalformedException;
    }

    private static SourceDraft draft(String path, String text) {
        boolean marked = text.startsWith("\uFEFF");
        return new SourceDraft(new SourceText(path, marked ? text.substring(1) : text));
    }

    private static SourceFile read(SourceDraft draft, Reading reading) {
        try {
            reading.read();
        } catch (MalformedException e) {
            draft.problem(String.valueOf(e.getMessage()), e.start(), e.end());
        }
        return new SourceFile(draft);
    }

    private static SourceFile sql(SourceDraft draft) {
        SqlText sql = SqlTextBuilder.verbatim(draft.source, 0, draft.source.length());
        draft.sql = draft.sql(sql);
        Place start = Place.startOf(draft.source.file());
        SourceDraft.ChangeSetDraft raw = new SourceDraft.ChangeSetDraft("raw", "includeAll", start);
        SourceDraft.ChangeDraft change = new SourceDraft.ChangeDraft("sql", sql.place());
        change.sql = sql;
        raw.changes.add(change);
        draft.changeSets.add(raw);
        return new SourceFile(draft);
    }
}
