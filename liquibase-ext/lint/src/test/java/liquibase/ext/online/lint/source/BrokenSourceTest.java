package liquibase.ext.online.lint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a file, it is read without an exception, and every place lies in the text. */
class BrokenSourceTest {
    private static final String XML =
            "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><databaseChangeLog><include file='x'/><changeSet id='1' "
                    + "author='a' lintIgnore='x: y'><!-- liquibase-online:ignore a b --><sql>a &lt; &amp; 'b' -- "
                    + "liquibase-online:ignore a b\n;<![CDATA[<x>]]></sql><rollback>c</rollback></changeSet></databaseChangeLog>";
    private static final String YAML = """
            databaseChangeLog:
            - changeSet:
                id: 1 # liquibase-online:ignore a b
                author: &x "a\\u0041\\U0001D11E"
                lintIgnore: x
                changes:
                - sql: |
                    a
                    -- liquibase-online:ignore c d
                - sql: >-
                    b
                     c
                - dropTable: {tableName: 'it''s', x: *x}
                rollback: [sql: d]
            """;
    private static final String JSON =
            "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": \"1\", \"author\": \"\\ud834\\udd1e\",\n\t\"changes\": [{\"sql\":"
                    + " {\"sql\": \"a\\n\\\"b\\\"\"}}]}}, {\"include\": {\"file\": \"x\"}}]}";
    private static final String SQL = """
            --liquibase formatted sql
            --changeset "a":1
            select $a$ 'x' $a$; -- liquibase-online:ignore a b
            --rollback x
            /* liquibase rollback
             y */
            --ignoreLines:1

            --changeset a:2
            select E'\\'' /* /* */ */;
            --comment x""";

    @ParameterizedTest
    @ValueSource(strings = {"c.xml", "c.yaml", "c.json", "c.sql"})
    void nothingThrows(String path) {
        String text = path.endsWith("xml") ? XML : path.endsWith("yaml") ? YAML : path.endsWith("json") ? JSON : SQL;
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        assertThat(SourceFile.read(path, content).problem()).isEmpty();
        for (int end = 0; end < content.length; end++) {
            check(path, Arrays.copyOf(content, end));
        }
        Random random = new Random(1);
        for (int round = 0; round < 3_000; round++) {
            byte[] mutated = content.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(mutated.length);
                boolean copied = random.nextBoolean();
                mutated[at] = copied ? mutated[random.nextInt(mutated.length)] : (byte) random.nextInt(256);
            }
            check(path, mutated);
        }
    }

    private static void check(String path, byte[] content) {
        SourceFile source = SourceFile.read(path, content);
        for (ChangeSetSource changeSet : source.changeSets()) {
            Places.text(source, changeSet.place());
            for (List<ChangeSource> changes : List.of(changeSet.changes(), changeSet.rollback())) {
                changes.forEach(change -> check(source, change));
            }
        }
        source.problem().ifPresent(problem -> Places.text(source, problem.place()));
        source.suppressionProblems().forEach(problem -> Places.text(source, problem.place()));
    }

    private static void check(SourceFile source, ChangeSource change) {
        Places.text(source, change.place());
        SqlText sql = change.sql();
        if (sql != null) {
            sql.locate(List.of("a", sql.text(), "b")).forEach(place -> place.ifPresent(sql::suppressions));
            for (int i = 0; i < sql.text().length(); i++) {
                sql.place(i, i + 1);
            }
        }
    }
}
