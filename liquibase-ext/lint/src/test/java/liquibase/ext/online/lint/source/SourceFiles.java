package liquibase.ext.online.lint.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import liquibase.ext.online.lint.finding.Place;

/** Reads sources from text and shows what was found as the text that stands there. */
final class SourceFiles {
    private SourceFiles() {}

    static SourceFile read(String path, String text) {
        return SourceFile.read(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The SQL of a change of the first changeSet. */
    static SqlText sql(SourceFile source, int change) {
        return Objects.requireNonNull(
                source.changeSets().get(0).changes().get(change).sql());
    }

    /** {@code id: change@line:column …} for each changeSet, its rollback behind a bar. */
    static List<String> outline(SourceFile source) {
        return source.changeSets().stream()
                .map(changeSet -> changeSet.id() + "/" + changeSet.author() + " " + at(changeSet.place())
                        + changes(changeSet.changes(), ": ")
                        + changes(changeSet.rollback(), " | "))
                .toList();
    }

    private static String changes(List<ChangeSource> changes, String before) {
        return changes.isEmpty()
                ? ""
                : before
                        + String.join(
                                ", ",
                                changes.stream()
                                        .map(change -> change.name() + " " + at(change.place()))
                                        .toList());
    }

    private static String at(Place place) {
        return place.line() + ":" + place.column() + "-" + place.endLine() + ":" + place.endColumn();
    }
}
