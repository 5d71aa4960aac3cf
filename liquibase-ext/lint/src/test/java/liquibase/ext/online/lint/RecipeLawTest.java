package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.change.ChangeFactory;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.recipe.Given;
import liquibase.ext.online.recipe.Recipes;
import liquibase.ext.online.recipe.Stage;
import liquibase.ext.online.recipe.Verdict;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cure stands in one place, and it is one. */
class RecipeLawTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("changelogs.dir"), "lint");
    private static final Path RULES = Path.of("src/main/java/liquibase/ext/online/lint/rule");

    /** The end of a statement within a text. */
    private static final Pattern STATEMENT = Pattern.compile(";(\"|\\\\n|  -- )");

    static Stream<Path> examples() throws Exception {
        try (Stream<Path> all = Files.walk(EXAMPLES)) {
            return all
                    .filter(file -> file.getFileName().toString().matches("(un)?safe[^.]*\\.(sql|xml|yaml)"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyOnlineWayStopsNobodyForLong(Path example) throws Exception {
        for (int major : new int[] {13, 18}) {
            PgVersion version = new PgVersion(major);
            List<List<Command>> history = commands(example, version);
            for (int changeSet = 0; changeSet < history.size(); changeSet++) {
                for (int i = 0; i < history.get(changeSet).size(); i++) {
                    Catalog catalog = catalog(history, changeSet, i, version);
                    Command command = history.get(changeSet).get(i);
                    if (Recipes.of(command, given(catalog, version)) instanceof Verdict.Online online) {
                        stopsNobody(online.stages(), catalog, version, command);
                    }
                }
            }
        }
    }

    private static List<List<Command>> commands(Path example, PgVersion version) throws Exception {
        ChangelogRequest request = new ChangelogRequest(
                example.getFileName().toString(),
                new DirectoryResourceAccessor(example.getParent()),
                "",
                "",
                Map.of(),
                version);
        return ChangelogReader.read(request).changeSets().stream()
                .map(changeSet -> changeSet.changes().stream()
                        .flatMap(change -> change.statements().stream())
                        .map(statement -> statement.command())
                        .toList())
                .toList();
    }

    /** What is known just before a command. */
    private static Catalog catalog(List<List<Command>> history, int changeSet, int index, PgVersion version) {
        Catalog catalog = new Catalog(version);
        for (int i = 0; i <= changeSet; i++) {
            catalog.beginChangeSet(false, true);
            history.get(i)
                    .subList(0, i < changeSet ? history.get(i).size() : index)
                    .forEach(catalog::apply);
        }
        return catalog;
    }

    private static Given given(Catalog catalog, PgVersion version) {
        return new Given(catalog, Versions.of(version), List.of());
    }

    /** What a stage does is seen by the next one; behind what only a server or an author can do there is nothing to see. */
    private static void stopsNobody(List<Stage> stages, Catalog catalog, PgVersion version, Command command) {
        for (Stage stage : stages) {
            if (stage instanceof Stage.Statements statements) {
                for (Command each : statements.commands()) {
                    assertThat(given(catalog, version).footprint(each).isBlocking())
                            .as("%s, in the place of %s", each.sql(), command.sql())
                            .isFalse();
                    catalog.apply(each);
                }
            } else if (stage instanceof Stage.Change change) {
                assertThat(Scope.getCurrentScope()
                                .getSingleton(ChangeFactory.class)
                                .getDefinedChanges())
                        .contains(change.form().type());
                if (change.byHand().isEmpty()) {
                    return;
                }
                stopsNobody(change.byHand(), catalog, version, command);
            } else if (stage instanceof Stage.First) {
                return;
            }
        }
    }

    @Test
    void noRulePrintsAStatementThatNoRecipeMade() throws Exception {
        List<String> composing = new ArrayList<>();
        try (Stream<Path> rules = Files.list(RULES)) {
            for (Path rule :
                    rules.filter(file -> file.toString().endsWith("Rule.java")).toList()) {
                if (STATEMENT.matcher(Files.readString(rule)).find()) {
                    composing.add(rule.getFileName().toString());
                }
            }
        }
        assertThat(composing).isEmpty();
    }
}
