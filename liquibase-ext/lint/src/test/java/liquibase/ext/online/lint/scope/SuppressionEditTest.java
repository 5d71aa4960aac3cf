package liquibase.ext.online.lint.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.finding.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suppression that is written into a released changeSet must not change its md5sum, or the next update is refused. */
class SuppressionEditTest {
    private static final String ONE = changeSet("one", "CREATE TABLE t (id int, name text);");
    private static final String INDEX = "CREATE INDEX by_name ON t (name);";
    private static final String TWO = changeSet("two", INDEX);
    private static final String SAID = "liquibase-online:ignore require-concurrent-index-creation it is small";

    @TempDir
    Path folder;

    @Test
    void aCommentInTheSqlOfAReleasedChangeSetIsToldOf() throws Exception {
        assertThat(edits(ONE, changeSet("two", "-- " + SAID + "\n" + INDEX)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message())
                            .contains("changeSet two, which is released", "md5sum", "refuses the changelog");
                    assertThat(finding.fix()).contains("--comment:");
                    assertThat(finding.place().line()).isEqualTo(5);
                    assertThat(finding.severity().label()).isEqualTo("warning");
                });
        assertThat(edits(ONE, changeSet("two", INDEX + " -- " + SAID))).hasSize(1);
        assertThat(edits(ONE, changeSet("two", "/* " + SAID + " */\n" + INDEX))).hasSize(1);
        assertThat(edits(ONE, changeSet("two", "-- liquibase-online:ignore-file lock-order of old\n" + INDEX)))
                .hasSize(1);
    }

    /** It is for the changeSet behind it, and part of the SQL of the one before it. */
    @Test
    void aCommentAboveAChangeSetEditsTheOneBefore() throws Exception {
        assertThat(edits(ONE + "-- " + SAID + "\n", TWO)).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("changeSet one, which is released");
            assertThat(finding.fix()).contains("a comment above that line belongs to the changeSet before it");
        });
    }

    @Test
    void whatIsNoPartOfTheSqlIsFree() throws Exception {
        assertThat(edits(ONE, TWO.replace("\n" + INDEX, "\n--comment: " + SAID + "\n" + INDEX)))
                .isEmpty();
        assertThat(edits("-- " + SAID.replace("creation", "deletion") + "\n" + ONE, TWO))
                .isEmpty();
    }

    @Test
    void whatIsNotReleasedMayBeEdited() throws Exception {
        Work work = new Work(folder);
        Path file = folder.resolve("baseline.txt");
        work.changelog(ONE).request().writeBaseline(file);
        work.changelog(ONE, changeSet("two", "-- " + SAID + "\n" + INDEX));
        assertThat(edits(work.request().baseline(file).lint().findings())).isEmpty();
        assertThat(edits(work.request().lint().findings())).isEmpty();
    }

    @Test
    void whatWasReleasedSoStaysSo() throws Exception {
        Work work = new Work(folder);
        Path file = folder.resolve("baseline.txt");
        work.changelog(ONE, changeSet("two", "-- " + SAID + "\n" + INDEX))
                .request()
                .writeBaseline(file);
        assertThat(edits(work.request().baseline(file).lint().findings())).isEmpty();
    }

    @Test
    void xmlHasItsOwnComments() throws Exception {
        assertThat(inXml("<sql>-- " + SAID + "\n" + INDEX + "</sql>"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).contains("an XML comment before the change"));
        assertThat(inXml("<!-- " + SAID + " --><sql>" + INDEX + "</sql>")).isEmpty();
    }

    private List<Finding> inXml(String change) throws Exception {
        Work work = new Work(folder);
        Path file = folder.resolve("baseline-xml.txt");
        for (String body : List.of("<sql>" + INDEX + "</sql>", change)) {
            work.write("db/log.xml", """
                    <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                        xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                            http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                      <changeSet id="one" author="ann"><sql>CREATE TABLE t (id int, name text)</sql></changeSet>
                      <changeSet id="two" author="ann">%s</changeSet>
                    </databaseChangeLog>""".formatted(body));
            if (!file.toFile().exists()) {
                Linter.changelog("db/log.xml")
                        .searchPath(folder.resolve("src").toString())
                        .writeBaseline(file);
            }
        }
        return edits(Linter.changelog("db/log.xml")
                .searchPath(folder.resolve("src").toString())
                .baseline(file)
                .lint()
                .findings());
    }

    private List<Finding> edits(String one, String two) throws Exception {
        Work work = new Work(folder);
        Path file = folder.resolve("baseline.txt");
        work.changelog(ONE, TWO).request().writeBaseline(file);
        work.changelog(one, two);
        return edits(work.request().baseline(file).lint().findings());
    }

    private static List<Finding> edits(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.message().contains("part of the SQL"))
                .toList();
    }

    private static String changeSet(String id, String sql) {
        return Work.changeSet(id, sql);
    }
}
