package liquibase.ext.online.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.Scope;
import liquibase.change.ChangeFactory;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.database.OfflineConnection;
import liquibase.database.core.PostgresDatabase;
import liquibase.ext.online.change.OnlineChange;
import liquibase.ext.online.it.SettingsTable;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.statement.core.RawParameterizedSqlStatement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples as documentation: complete, the same in each format, and with the script that they print. */
@Tag("liquibase")
class ChangelogExamplesIT {
    private static final int MAJOR = 17;

    static Stream<Example> examples() {
        return Example.all();
    }

    static Stream<String> changeTypes() {
        return Scope.getCurrentScope().getSingleton(ChangeFactory.class).getDefinedChanges().stream()
                .filter(name -> change(name) instanceof OnlineChange);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void printsTheScriptOfTheFolder(Example example) throws Exception {
        String script = script(example, "changelog.xml");
        if (Boolean.getBoolean("update-golden")) {
            Files.writeString(example.folder().resolve("update.sql"), script);
        }
        assertThat(script).as("update.sql; -Dupdate-golden writes it anew").isEqualTo(example.read("update.sql"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void plansTheSameFromEveryFormat(Example example) throws Exception {
        assertThat(example.changelogs()).contains("changelog.xml", "changelog.yaml");
        ChangeSet xml = changeSet(example, "changelog.xml");
        for (String changelog : example.changelogs()) {
            assertThat(script(example, changelog).replace(changelog, "changelog.xml"))
                    .as(changelog)
                    .isEqualTo(script(example, "changelog.xml"));
            assertThat(changeSet(example, changelog).generateCheckSum(ChecksumVersion.latest()))
                    .as(changelog)
                    .isEqualTo(xml.generateCheckSum(ChecksumVersion.latest()));
        }
    }

    @ParameterizedTest
    @MethodSource("changeTypes")
    void everyChangeTypeHasAnExampleInEachFormat(String type) {
        assertThat(Example.all()
                        .filter(example -> example.toString().startsWith(type + "/"))
                        .flatMap(example -> example.changelogs().stream()))
                .contains("changelog.xml", "changelog.yaml", "changelog.json");
    }

    @ParameterizedTest
    @MethodSource("changeTypes")
    void theReadmeOfAChangeTypeExplainsEachAttribute(String type) throws Exception {
        Set<String> attributes = Scope.getCurrentScope()
                .getSingleton(ChangeFactory.class)
                .getChangeMetaData(change(type))
                .getParameters()
                .keySet();
        SettingsTable.assertIn(
                Example.of(type).folder().resolve("README.md"), "", knob -> attributes.contains(knob.key()));
        List<String> explained = Example.of(type)
                .read("README.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
        assertThat(explained).containsExactlyInAnyOrderElementsOf(attributes);
    }

    @Test
    void thereAreTheseChangeTypes() {
        assertThat(changeTypes())
                .containsExactlyInAnyOrder(
                        "addCheckValidated",
                        "addColumnOnline",
                        "addForeignKeyValidated",
                        "addPrimaryKeyConcurrently",
                        "addUniqueConcurrently",
                        "backfillInBatches",
                        "createIndexConcurrently",
                        "deleteInBatches",
                        "dropColumnOnline",
                        "dropConstraintOnline",
                        "dropIndexConcurrently",
                        "dropTableOnline",
                        "onlineSql",
                        "setNotNullValidated");
    }

    private static liquibase.change.Change change(String name) {
        return Scope.getCurrentScope().getSingleton(ChangeFactory.class).create(name);
    }

    private static ChangeSet changeSet(Example example, String changelog) throws Exception {
        ResourceAccessor folder = new DirectoryResourceAccessor(example.folder());
        return ChangeLogParserFactory.getInstance()
                .getParser(changelog, folder)
                .parse(changelog, new ChangeLogParameters(), folder)
                .getChangeSets()
                .get(0);
    }

    private static String script(Example example, String changelog) throws Exception {
        PostgresDatabase database = new PostgresDatabase();
        ResourceAccessor folder = new DirectoryResourceAccessor(example.folder());
        database.setConnection(new OfflineConnection("offline:postgresql?version=" + MAJOR, folder));
        return Stream.of(changeSet(example, changelog).getChanges().get(0).generateStatements(database))
                .map(statement -> ((RawParameterizedSqlStatement) statement).getSql())
                .collect(Collectors.joining(";\n", "", ";\n"));
    }
}
