package liquibase.ext.online.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The linter on Liquibase's own command line. */
@Tag("liquibase")
class OnlineLintCommandIT {
    private static final String TABLE = "--changeset ann:one\nCREATE TABLE t (id int, name text);\n";
    private static final String INDEX = "--changeset ann:two\nCREATE INDEX by_name ON ${table} (name);\n";

    @TempDir
    Path folder;

    @BeforeEach
    void makeAnEmptyFolder() throws Exception {
        changelog(TABLE, INDEX);
    }

    @Test
    void aChangelogWithABlockingChangeEndsWithFourAndItsReport() throws Exception {
        changelog(INDEX);
        Cli.Outcome outcome = lint("-Dtable=t");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.output()).startsWith("error[").contains("changelog.sql:3:1", "by_name", "1 error");
        assertThat(outcome.errors()).contains("1 violation (error)").doesNotContain("\tat ");
    }

    @Test
    void violationsWithinWhatIsAllowedEndWithNought() throws Exception {
        changelog(INDEX);

        assertThat(lint("-Dtable=t", "--max-allowed-violations=1").status()).isZero();
        assertThat(lint("-Dtable=t", "--small-tables=t").status()).isZero();
    }

    @Test
    void standardOutputIsOneReportOfTheFormatAskedFor() throws Exception {
        changelog(INDEX);
        Cli.Outcome outcome = lint(
                "-Dtable=t",
                "--format=json",
                "--reports=json,text",
                "--report-directory=" + folder.resolve("reports"),
                "--postgres-version=13-18");

        assertThat(outcome.output()).startsWith("{").isEqualTo(Files.readString(folder.resolve("reports/lint.json")));
        assertThat(folder.resolve("reports/lint.txt")).content().contains("by_name");
    }

    @Test
    void brokenInputEndsWithOneAndItsPlace() throws Exception {
        Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n--changeset ann\nSELECT 1;\n");
        assertBroken(lint(), "changelog.sql");

        changelog(TABLE);
        assertBroken(lint("--postgres-version=9"), "13 to 18 are");
        assertBroken(lint("--format=jsn"), "did you mean json");
        assertBroken(lint("--since-tag=v1"), "no tagDatabase has the tag v1");
        assertBroken(lint("--since-ref=main"), "in no git repository");
        assertBroken(lint("--since-tag=v1", "--since-ref=main"), "in one way only");
        assertBroken(lint("--baseline=" + folder.resolve("none")), "Write it with lint-baseline");
    }

    /** The same checksums as those of the linter's own test, which runs on the oldest Liquibase. */
    @Test
    void aBaselineOfOneLiquibaseHoldsOnTheOther() throws Exception {
        Path baseline = folder.resolve("baseline.txt");
        changelog(INDEX.replace("${table}", "t"), TABLE);
        Cli.Outcome written = Cli.outcome(
                "--search-path=" + folder,
                "online-lint-baseline",
                "--changelog-file=changelog.sql",
                "--baseline=" + baseline);

        assertThat(written.status()).as(written.errors()).isZero();
        assertThat(written.output()).startsWith("2 changeSets are known in ");
        assertThat(Files.readAllLines(baseline))
                .endsWith(
                        "changelog.sql\tone\tann\t9:43c641417188ae95b168090923dcb45f",
                        "changelog.sql\ttwo\tann\t9:8167bc3d2a4447555003cfa2cfb6d8a2");
        assertThat(lint("--baseline=" + baseline).status()).isZero();
    }

    @Test
    void parametersAndTheDefaultSchemaAreGiven() throws Exception {
        changelog("--changeset ann:two\nCREATE INDEX by_name ON ${database.defaultSchemaName}.${table} (${column});\n");

        assertThat(lint("--parameters=table=t,column=name", "--default-schema-name=shop")
                        .output())
                .contains("CREATE INDEX CONCURRENTLY by_name ON shop.t (name)");
    }

    @Test
    void onlyWhatIsPendingInADatabaseIsReported() throws Exception {
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            Cli.Outcome empty = lint("-Dtable=t", "--pending-url=" + database.url());
            assertThat(empty.status()).as("both are new: %s", empty.errors()).isZero();

            Cli.outcome(
                    "--search-path=" + folder,
                    "update-count",
                    "--count=1",
                    "-Dtable=t",
                    "--url=" + database.url(),
                    "--changelog-file=changelog.sql");
            assertThat(lint("-Dtable=t", "--pending-url=" + database.url()).status())
                    .as("the table is there already")
                    .isEqualTo(4);
        }
    }

    private static void assertBroken(Cli.Outcome outcome, String message) {
        assertThat(outcome.status()).as(outcome.errors()).isEqualTo(1);
        assertThat(outcome.errors()).contains(message).doesNotContain("\tat ");
        assertThat(outcome.output()).isEmpty();
    }

    private void changelog(String... changeSets) throws Exception {
        Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n" + String.join("", changeSets));
    }

    private Cli.Outcome lint(String... arguments) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("--search-path=" + folder, "online-lint", "--changelog-file=changelog.sql"));
        all.addAll(List.of(arguments));
        return Cli.outcome(all.toArray(String[]::new));
    }
}
