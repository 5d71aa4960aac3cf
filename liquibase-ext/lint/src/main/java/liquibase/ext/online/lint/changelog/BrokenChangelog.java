package liquibase.ext.online.lint.changelog;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.change.ChangeFactory;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.source.ChangeSource;
import liquibase.ext.online.lint.source.SourceFile;
import liquibase.ext.online.lint.source.SourceProblem;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXParseException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says what is wrong with a changelog that Liquibase cannot read, and where; Liquibase itself knows few places. */
final class BrokenChangelog {
    private static final Pattern PARSING =
            Pattern.compile("Error parsing line (-?\\d+) column (-?\\d+) of (.+?): (.*)", Pattern.DOTALL);
    private static final Pattern MISSING = Pattern.compile("(?:The )?[fF]ile '?(.+?)'? was not found");
    private static final Pattern ILLEGAL = Pattern.compile("Illegal character in .*resourceaccessor:(.+)");
    private static final Pattern NOT_FETCHED = Pattern.compile("Unable to resolve xml entity (\\S+?)\\. ");
    private static final Pattern EMPTY_FOLDER = Pattern.compile("for includeAll '(.*)'");
    private static final Pattern NO_PARSER = Pattern.compile("Cannot find parser that supports (.*)");
    private static final Pattern UNKNOWN_CHANGE = Pattern.compile("Unknown change type '([^']*)'");
    private static final Pattern SQL_LINE = Pattern.compile("formatted changelog '(.+?)' at line (\\d+)");
    private static final Pattern EMPTY = Pattern.compile("(?:Empty file|Unable to parse empty file:?) '?([^']+?)'?$");
    private static final Pattern IN_FILE = Pattern.compile("(?:Syntax error in file|Error parsing) (\\S+?) ?:");
    private static final Pattern QUOTED = Pattern.compile("['\"]([^'\"\\s]+)['\"]");

    private final ChangelogRequest request;
    private final Throwable failure;
    private final Throwable deepest;
    private final String said;
    private final IncludeWalk walk;

    private BrokenChangelog(ChangelogRequest request, Throwable failure) {
        this.request = request;
        this.failure = failure;
        this.deepest = PlainWords.deepest(failure);
        this.said = String.valueOf(deepest.getMessage());
        this.walk = new IncludeWalk(request.file(), request.resources());
    }

    static ChangelogException explain(ChangelogRequest request, Throwable failure) {
        BrokenChangelog broken = new BrokenChangelog(request, failure);
        return GuardedResources.RefusedException.in(failure)
                .map(refused -> refused.at(broken.placeOf(refused.path())))
                .orElseGet(broken::explain);
    }

    private ChangelogException explain() {
        if (causes(failure).stream().anyMatch(StackOverflowError.class::isInstance)) {
            return tooDeep();
        }
        return Stream.<Optional<ChangelogException>>of(
                        xml(),
                        encoding(),
                        syntax(),
                        missing(),
                        noParser(),
                        unknownChange(),
                        sqlLine(),
                        empty(),
                        notAChangelog(),
                        notFetched(),
                        emptyFolder())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::other);
    }

    private ChangelogException tooDeep() {
        return walk.loopPlace()
                .map(place -> broken("the files include each other without end: " + walk.loop(), place))
                .orElseGet(() -> broken(
                        "something in it is nested too deeply, or a property stands for itself",
                        Place.startOf(file())));
    }

    private Place loopPlace() {
        return walk.loopPlace().orElseGet(() -> Place.startOf(file()));
    }

    private Optional<ChangelogException> xml() {
        for (Throwable cause : causes(failure)) {
            Matcher matcher = PARSING.matcher(String.valueOf(cause.getMessage()));
            if (cause.getCause() instanceof SAXParseException && matcher.find()) {
                int line = Math.max(1, Integer.parseInt(matcher.group(1)));
                int column = Math.max(1, Integer.parseInt(matcher.group(2)));
                if (matcher.group(4).startsWith("Premature end of file")) {
                    return Optional.of(broken("the changelog is empty", Place.startOf(matcher.group(3))));
                } else if (matcher.group(4).startsWith("DOCTYPE is disallowed")) {
                    return Optional.of(broken(
                            "the changelog has a document type, which Liquibase refuses: remove it",
                            placeOf("<!DOCTYPE")));
                }
                Place place = new Place(matcher.group(3), line, column, line, column);
                return Optional.of(broken(PlainWords.clean(matcher.group(4)), place));
            }
        }
        return Optional.empty();
    }

    /** The bytes at fault are what the decoded text has its replacement characters for. */
    private Optional<ChangelogException> encoding() {
        if (causes(failure).stream().noneMatch(CharacterCodingException.class::isInstance)) {
            return Optional.empty();
        }
        for (Map.Entry<String, SourceFile> file : walk.files().entrySet()) {
            int at = file.getValue().text().indexOf('\uFFFD');
            if (at >= 0) {
                return Optional.of(broken(
                        "the file is not in UTF-8, or only partly: save it in that encoding",
                        place(file.getKey(), file.getValue().text(), at)));
            }
        }
        return Optional.empty();
    }

    /** Broken YAML and JSON: the place that SourceFile found is the same as SnakeYAML's. */
    private Optional<ChangelogException> syntax() {
        @Nullable String named = null;
        for (Throwable cause : causes(failure)) {
            Matcher matcher = IN_FILE.matcher(String.valueOf(cause.getMessage()));
            named = matcher.find() ? matcher.group(1) : named;
        }
        SourceFile source = named == null ? null : walk.files().get(named);
        if (named == null || source == null || UNKNOWN_CHANGE.matcher(said).find()) {
            return Optional.empty();
        }
        Optional<SourceProblem> problem = source.problem();
        if (problem.isEmpty() && deepest instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            int line = marked.getProblemMark().getLine() + 1;
            int column = marked.getProblemMark().getColumn() + 1;
            return Optional.of(
                    broken(PlainWords.clean(marked.getProblem()), new Place(named, line, column, line, column)));
        }
        return problem.map(found -> broken(PlainWords.clean(found.message()), found.place()));
    }

    private Optional<ChangelogException> notAChangelog() {
        boolean list = causes(failure).stream().anyMatch(ClassCastException.class::isInstance);
        return list || said.contains("Could not find databaseChangeLog node")
                ? Optional.of(
                        broken("the file is no changelog: one begins with databaseChangeLog", Place.startOf(file())))
                : Optional.empty();
    }

    private Optional<ChangelogException> notFetched() {
        return found(NOT_FETCHED).map(matcher -> {
            String url = matcher.group(1);
            return broken(
                    SchemaVersion.isNewer(url)
                            ? url + " is newer than the Liquibase that reads it here, " + SchemaVersion.running()
                                    + ": name dbchangelog-latest.xsd, or lint with the liquibase-core of the update"
                            : url
                                    + " is not on the class path, and nothing is fetched from elsewhere: check its spelling,"
                                    + " and whether the extension that brings it is there",
                    placeOf(url));
        });
    }

    private Optional<ChangelogException> emptyFolder() {
        return found(EMPTY_FOLDER)
                .map(matcher -> broken(
                        "includeAll finds no changelog in " + matcher.group(1) + "; looked for in " + locations(),
                        placeOf(matcher.group(1))));
    }

    private String locations() {
        return String.join(", ", request.resources().describeLocations());
    }

    private Optional<ChangelogException> missing() {
        return found(MISSING).or(() -> found(ILLEGAL)).map(matcher -> {
            String name = matcher.group(1);
            String looked = "; looked for in " + locations()
                    + (name.contains("${") ? ", and a property in its name is not defined" : "");
            return name.equals(request.file())
                    ? broken("there is no changelog " + name + looked, null)
                    : broken("there is no file " + name + looked, placeOf(name));
        });
    }

    private Optional<ChangelogException> noParser() {
        return found(NO_PARSER).map(matcher -> {
            String name = matcher.group(1);
            return name.equals(request.file())
                    ? broken(
                            name.isBlank()
                                    ? "no changelog is named"
                                    : name
                                            + " has not the name of a changelog, which ends with .xml, .yaml, .yml, .json or"
                                            + " .sql",
                            null)
                    : broken(name + " is no changelog; one ends with .xml, .yaml, .yml, .json or .sql", placeOf(name));
        });
    }

    private Optional<ChangelogException> unknownChange() {
        return found(UNKNOWN_CHANGE).map(matcher -> {
            String name = matcher.group(1);
            SortedSet<String> known =
                    Scope.getCurrentScope().getSingleton(ChangeFactory.class).getDefinedChanges();
            String hint = PlainWords.nearest(name, known)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("check its spelling, and whether the extension that brings it is on the class path");
            Place place = walk.files().values().stream()
                    .flatMap(file -> file.changeSets().stream())
                    .flatMap(changeSet -> Stream.concat(changeSet.changes().stream(), changeSet.rollback().stream()))
                    .filter(change -> change.name().equals(name))
                    .map(ChangeSource::place)
                    .findFirst()
                    .orElseGet(() -> placeOf(name));
            return broken("there is no change type " + name + "; " + hint, place);
        });
    }

    private Optional<ChangelogException> sqlLine() {
        return found(SQL_LINE).map(matcher -> {
            int line = Integer.parseInt(matcher.group(2));
            return broken(
                    "the line looks like one for Liquibase and is not written as one; a changeSet begins with"
                            + " --changeset author:id",
                    new Place(matcher.group(1), line, 1, line, 1));
        });
    }

    private Optional<ChangelogException> empty() {
        return found(EMPTY).map(matcher -> broken("the changelog is empty", Place.startOf(matcher.group(1))));
    }

    private ChangelogException other() {
        if (said.contains("'file' attribute")) {
            return broken("the include names no file: give it file", placeOf(""));
        } else if (said.contains("Circular reference")) {
            return broken("includeAll includes the file that it stands in: move that file elsewhere", loopPlace());
        }
        Matcher quoted = QUOTED.matcher(said);
        return broken(PlainWords.of(failure), quoted.find() ? placeOf(quoted.group(1)) : Place.startOf(file()));
    }

    private Optional<Matcher> found(Pattern pattern) {
        return causes(failure).stream()
                .map(cause -> pattern.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .reduce((first, last) -> last);
    }

    /** Where it is included, or stands in a file; otherwise the beginning of the root. */
    private Place placeOf(String text) {
        return walk.included(text).or(() -> written(text)).orElseGet(() -> Place.startOf(file()));
    }

    private Optional<Place> written(String text) {
        for (Map.Entry<String, SourceFile> file : walk.files().entrySet()) {
            int at = file.getValue().text().indexOf(text);
            if (at >= 0) {
                return Optional.of(place(file.getKey(), file.getValue().text(), at));
            }
        }
        return Optional.empty();
    }

    private static Place place(String file, String text, int at) {
        String before = text.substring(0, at);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = at - before.lastIndexOf('\n');
        return new Place(file, line, column, line, column + 1);
    }

    private String file() {
        return walk.files().isEmpty()
                ? request.file()
                : walk.files().keySet().iterator().next();
    }

    private ChangelogException broken(String message, @Nullable Place place) {
        return new ChangelogException(message, place, failure);
    }

    /** A failure and what caused it, outermost first. */
    static List<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(100)
                .toList();
    }
}
