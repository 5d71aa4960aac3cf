package liquibase.ext.online.lint.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lint.Lint;
import liquibase.ext.online.lint.finding.Place;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where statements stand whose properties are replaced by nothing, or by text that is shorter or longer than they are. */
class PropertyPlacesTest {
    private static final List<String> SQL = List.of(
            "${none}",
            "CREATE TABLE ${longer}(id int);",
            "${none};",
            "${none} CREATE TABLE t2 (id int) ${none};${none} CREATE TABLE t3 ${none} (id int);",
            "${two};",
            "  CREATE TABLE ${none}t6${none} (${x} ${x}, ${none} b text DEFAULT '${none};${longer}');  ${none}",
            "/* ${none} */ ${none}CREATE TABLE t7${none} (id int);",
            "${none}",
            "-- ${two}",
            "CREATE TABLE t8 (id int)");

    /** Where each statement begins, by what stands there in the file. */
    private static final List<String> BEGINNINGS = List.of(
            "CREATE TABLE ${longer}(id",
            "CREATE TABLE t2",
            "CREATE TABLE t3",
            "${two};",
            "${two};",
            "CREATE TABLE ${none}t6",
            "CREATE TABLE t7",
            "CREATE TABLE t8");

    private static final String LONGER = "a_much_longer_name_than_that";
    private static final String TWO = "CREATE TABLE t4 (id int); CREATE TABLE t5 (id int)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formatted.sql",
                "plain.xml",
                "cdata.xml",
                "sqlfile.xml",
                "literal.yaml",
                "folded.yaml",
                "quoted.yaml",
                "log.json"
            })
    void everyStatementBeginsWhereItsFirstWordStands(String name) throws Exception {
        String sql = String.join("\n", SQL);
        Files.writeString(folder.resolve("body.sql"), sql);
        String text = text(name, sql);
        Files.writeString(folder.resolve(name), text);
        // Formatted SQL has no way to give a property an empty value.
        ChangelogRequest request = new ChangelogRequest(
                name,
                new DirectoryResourceAccessor(folder),
                "",
                "",
                name.startsWith("formatted") ? Map.of("none", "", "x", "y", "longer", LONGER, "two", TWO) : Map.of(),
                Lint.VERSIONS.newest());
        List<ChangeSetUnit> changeSets = ChangelogReader.read(request).changeSets();
        List<String> found = new ArrayList<>();
        for (StatementUnit statement : changeSets.get(0).changes().get(0).statements()) {
            found.add(at(name.startsWith("sqlfile") ? sql : text, statement.place()));
        }
        assertThat(found).hasSameSizeAs(BEGINNINGS);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).as("statement %d of %s", i, name).startsWith(BEGINNINGS.get(i));
        }
    }

    private static String at(String text, Place place) {
        String[] lines = text.split("\n", -1);
        return lines[place.line() - 1].substring(place.column() - 1);
    }

    private static String text(String name, String sql) {
        return switch (name) {
            case "formatted.sql" -> "--liquibase formatted sql\n--changeset a:1\n" + sql + "\n";
            case "literal.yaml" -> yaml("|\n" + sql.indent(14));
            // The line comment would swallow what is folded behind it.
            case "folded.yaml" -> yaml(">\n" + sql.replace("-- ${two}\n", "").indent(14));
            case "quoted.yaml" -> yaml("\"" + sql.replace("\n", "\\n") + "\"");
            case "log.json" -> """
                {"databaseChangeLog": [
                  {"property": {"name": "none", "value": ""}}, {"property": {"name": "x", "value": "y"}},
                  {"property": {"name": "longer", "value": "%s"}},
                  {"property": {"name": "two", "value": "%s"}},
                  {"changeSet": {"id": "1", "author": "a", "changes": [{"sql": {"sql": "%s"}}]}}]}
                """.formatted(LONGER, TWO, sql.replace("\n", "\\n"));
            case "cdata.xml" -> xml("<sql><![CDATA[" + sql + "]]></sql>");
            case "sqlfile.xml" -> xml("<sqlFile path=\"body.sql\"/>");
            default -> xml("<sql>" + sql + "</sql>");
        };
    }

    private static String yaml(String scalar) {
        return """
            databaseChangeLog:
              - property: {name: none, value: ""}
              - property: {name: x, value: "y"}
              - property: {name: longer, value: %s}
              - property: {name: two, value: "%s"}
              - changeSet:
                  id: "1"
                  author: a
                  changes:
                    - sql:
                        sql:\s""".formatted(LONGER, TWO) + scalar;
    }

    private static String xml(String change) {
        return """
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                    http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
              <property name="none" value=""/>
              <property name="x" value="y"/>
              <property name="longer" value="%s"/>
              <property name="two" value="%s"/>
              <changeSet id="1" author="a">%s</changeSet>
            </databaseChangeLog>
            """.formatted(LONGER, TWO, change);
    }
}
