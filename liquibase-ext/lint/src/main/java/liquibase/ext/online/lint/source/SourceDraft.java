package liquibase.ext.online.lint.source;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import org.jspecify.annotations.Nullable;

/** What has been read of a file so far. */
final class SourceDraft {
    final SourceText source;
    final List<ChangeSetDraft> changeSets = new ArrayList<>();
    final List<IncludeSource> includes = new ArrayList<>();
    final List<Suppression> fileSuppressions = new ArrayList<>();
    final List<SuppressionProblem> suppressionProblems = new ArrayList<>();
    /** Whether a suppression can be in a comment of the file at all. */
    final boolean mayHaveSuppressions;

    @Nullable
    SourceProblem problem;
    /** All of the file as SQL when it is no changelog. */
    @Nullable
    SqlText sql;

    SourceDraft(SourceText source) {
        this.source = source;
        this.mayHaveSuppressions = source.text().contains(Suppressions.KEYWORD);
    }

    /** A changeSet that has begun. */
    static final class ChangeSetDraft {
        final String id;
        final String author;
        final Place place;
        final List<ChangeDraft> changes = new ArrayList<>();
        final List<ChangeDraft> rollback = new ArrayList<>();
        final List<Suppression> suppressions = new ArrayList<>();

        ChangeSetDraft(String id, String author, Place place) {
            this.id = id;
            this.author = author;
            this.place = place;
        }

        private ChangeSetSource finish() {
            return new ChangeSetSource(id, author, place, finished(changes), finished(rollback), suppressions);
        }

        private static List<ChangeSource> finished(List<ChangeDraft> drafts) {
            List<ChangeSource> finished = new ArrayList<>(drafts.size());
            for (ChangeDraft draft : drafts) {
                finished.add(new ChangeSource(draft.name, draft.place, draft.suppressions, draft.sql));
            }
            return finished;
        }
    }

    /** A change that has begun. */
    static final class ChangeDraft {
        final String name;
        final Place place;
        final List<Suppression> suppressions = new ArrayList<>(0);

        @Nullable
        SqlText sql;

        ChangeDraft(String name, Place place) {
            this.name = name;
            this.place = place;
        }
    }

    List<ChangeSetSource> finish() {
        List<ChangeSetSource> finished = new ArrayList<>(changeSets.size());
        for (ChangeSetDraft changeSet : changeSets) {
            finished.add(changeSet.finish());
        }
        return finished;
    }

    void problem(String message, int start, int end) {
        int from = Math.max(0, Math.min(start, source.length()));
        problem = new SourceProblem(message, source.place(from, Math.max(from, Math.min(end, source.length()))));
    }

    /** The suppressions in a comment that are for something in the file; those for the file are kept. */
    List<Suppression> inComment(int start, int end) {
        return mayHaveSuppressions
                ? inComment(source.text().substring(start, end), (from, to) -> source.place(start + from, start + to))
                : List.of();
    }

    List<Suppression> inComment(String comment, Suppressions.Places places) {
        List<Suppression> found = new ArrayList<>();
        for (Suppressions.Written written : Suppressions.inComment(comment, places)) {
            keep(written.parsed(), written.file() ? fileSuppressions : found);
        }
        return found;
    }

    /** Reads the attribute {@code lintIgnore}. */
    void inAttribute(@Nullable String value, Place place, ChangeSetDraft changeSet) {
        if (value != null) {
            keep(Suppressions.parse(value, place), changeSet.suppressions);
        }
    }

    /** A text that a change is made of; its comments are read. */
    SqlText sql(SqlText sql) {
        if (mayHaveSuppressions) {
            withoutEffect(new SqlComments(sql, this).attach());
        }
        return sql;
    }

    /** Reports suppressions that nothing follows. */
    void withoutEffect(List<Suppression> suppressions) {
        for (Suppression suppression : suppressions) {
            suppressionProblems.add(new SuppressionProblem(
                    "The suppression stands before no changeSet, change or statement", suppression.place()));
        }
    }

    private void keep(Suppressions.Parsed parsed, List<Suppression> into) {
        if (parsed.suppression() != null) {
            into.add(parsed.suppression());
        } else if (parsed.problem() != null) {
            suppressionProblems.add(parsed.problem());
        }
    }
}
