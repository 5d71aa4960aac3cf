package liquibase.ext.online.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a changelog may not say, and what is said instead; an offline database is enough for all of it. */
@Tag("liquibase")
class RefusalsIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            addColumnOnline/plain     | changelog.xml  | 'tableName="customer"' | 'tableName="customer" batchsice="5"' | addColumnOnline has no attribute batchsice; did you mean batchSize?
            addColumnOnline/plain     | changelog.yaml | 'tableName: customer'  | 'tabelName: customer'                | addColumnOnline has no attribute tabelName; did you mean tableName?
            addColumnOnline/plain     | changelog.json | '"tableName"'          | '"tabelName"'                        | addColumnOnline has no attribute tabelName; did you mean tableName?
            addColumnOnline/plain     | changelog.json | '"remarks"'            | '"remark"'                           | column has no attribute remark; did you mean remarks?
            addColumnOnline/plain     | changelog.yaml | 'remarks:'             | 'remarcs:'                           | column has no attribute remarcs; did you mean remarks?
            addColumnOnline/volatile-default | changelog.json | '"nullable"'    | '"nulable"'                          | constraints has no attribute nulable; did you mean nullable?
            addColumnOnline/volatile-default | changelog.yaml | 'unique:'       | 'uniqe:'                             | constraints has no attribute uniqe; did you mean unique?
            backfillInBatches/where   | changelog.json | '"where"'              | '"were"'                             | backfillInBatches has no attribute were; did you mean where?
            backfillInBatches/where   | changelog.xml  | 'pause="1ms"'          | 'pause="soon"'                       | pause is soon; it must be a time such as
            backfillInBatches/where   | changelog.yaml | 'batchSize: 30'        | 'batchSize: -1'                      | batchSize is -1; it must be 1 or more
            addUniqueConcurrently/single-column | changelog.xml | 'columnNames' | 'columnName'                         | addUniqueConcurrently has no attribute columnName; did you mean columnNames?
            setNotNullValidated/plain | changelog.json | '"columnName"'         |  '"colunmName"'                      | setNotNullValidated has no attribute colunmName; did you mean columnName?
            """)
    void saysWhatAnAttributeIsCalled(String example, String changelog, String right, String wrong, String message)
            throws Exception {
        // With the place of the schema, XML is refused by the parser, before we are asked.
        String text = Example.of(example)
                .read(changelog)
                .replaceAll("\\s+https://liquibase-online\\S+ https://liquibase-online[^\"]+\\.xsd", "");
        assertThat(text).contains(right);
        Files.writeString(folder.resolve(changelog), text.replace(right, wrong));

        assertThatThrownBy(() -> offline(17).with(changelog).run("updateSql")).hasMessageContaining(message);
    }

    @Test
    void refusesModifySql() throws Exception {
        write(
                "<online:setNotNullValidated tableName=\"t\" columnName=\"c\"/>"
                        + "<modifySql><append value=\" x\"/></modifySql>",
                "");

        assertThatThrownBy(() -> offline(17).run("updateSql"))
                .hasMessageContaining("setNotNullValidated cannot be altered by modifySql")
                .hasMessageContaining("changelog.xml::1::a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " runInTransaction=\"true\""})
    void refusesOtherChangesInOneTransactionAndNamesBothFixes(String attribute) throws Exception {
        write("<sql>SELECT 1</sql><online:setNotNullValidated tableName=\"t\" columnName=\"c\"/>", attribute);

        assertThatThrownBy(() -> offline(17).run("updateSql"))
                .hasMessageContaining("Move it to a changeSet of its own")
                .hasMessageContaining("runInTransaction=\"false\"");
    }

    @Test
    void takesOtherChangesOutsideATransaction() throws Exception {
        write(
                "<sql>SELECT 1</sql><online:setNotNullValidated tableName=\"t\" columnName=\"c\"/>",
                " runInTransaction=\"false\"");

        assertThat(offline(17).run("updateSql")).contains("SELECT 1;", "ALTER TABLE t VALIDATE CONSTRAINT");
    }

    static Stream<Object[]> offlineVersions() {
        return IntStream.rangeClosed(13, 18)
                .boxed()
                .flatMap(major -> Example.all()
                        .filter(example -> example.toString().endsWith("/plain")
                                || example.toString().endsWith("/quoted-names")
                                || example.toString().endsWith("/volatile-default"))
                        .map(example -> new Object[] {major, example}));
    }

    @ParameterizedTest(name = "PostgreSQL {0}, {1}")
    @MethodSource("offlineVersions")
    void printsForAVersionWithoutAServer(int major, Example example) throws Exception {
        Files.writeString(folder.resolve("changelog.xml"), example.read("changelog.xml"));

        String script = offline(major).run("updateSql");

        assertThat(script).contains("for psql against PostgreSQL " + major);
        if (major == 17) {
            assertThat(script.replace("\n\n", "\n"))
                    .contains(example.read("update.sql").strip());
        }
    }

    private void write(String changes, String attribute) throws Exception {
        String frame = Example.of("setNotNullValidated/plain").read("changelog.xml");
        Files.writeString(
                folder.resolve("changelog.xml"),
                frame.substring(0, frame.indexOf("<changeSet")) + "<changeSet id=\"1\" author=\"a\"" + attribute + ">"
                        + changes + "</changeSet></databaseChangeLog>");
    }

    private Commands offline(int major) {
        String url = "offline:postgresql?version=" + major + "&outputLiquibaseSql=none&changeLogFile="
                + folder.resolve("history.csv");
        return new Commands(folder, "changelog.xml", Map.entry("url", url), new SqlListener());
    }
}
