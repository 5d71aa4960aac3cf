package liquibase.ext.online.lint.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YamlSourceTest {
    @Test
    void keysArePlaces() {
        SourceFile source = SourceFiles.read("c.yaml", """
                databaseChangeLog:
                  - property: {name: x, value: y}
                  - changeSet:
                      id: 007
                      author: 𝄞
                      changes:
                        - createTable:
                            tableName: 𝄞
                            columns:
                              - column: {name: id, type: int}
                        - {dropTable: {tableName: t}}
                      rollback:
                        - dropTable: {tableName: t}
                  - include: {file: 𝄞.yaml}
                """);
        assertThat(source.problem()).isEmpty();
        assertThat(SourceFiles.outline(source))
                .containsExactly("7/𝄞 3:5-3:14: createTable 7:11-7:22, dropTable 11:12-11:21 | dropTable 13:11-13:20");
        assertThat(Places.text(source, source.includes().get(0).place())).isEqualTo("include");
    }

    @Test
    void anchorsAndMergesAreFollowed() {
        SourceFile source = SourceFiles.read("c.yml", """
                defaults: &who {author: me}
                databaseChangeLog:
                  - changeSet:
                      <<: *who
                      id: 1.50
                      changes: &c
                        - dropTable: {tableName: t}
                  - changeSet: {id: true, author: me, changes: *c}
                """);
        assertThat(SourceFiles.outline(source))
                .containsExactly("1.5/me 3:5-3:14: dropTable 7:11-7:20", "true/me 8:5-8:14: dropTable 7:11-7:20");
    }

    @Test
    void ownKeysCountBeforeMergedOnes() {
        SourceFile source = SourceFiles.read("c.yaml", """
                databaseChangeLog:
                  - changeSet: &base
                      id: base
                      author: me
                      changes:
                        - dropTable: &drop {tableName: t}
                  - changeSet: &other {author: you, rollback: [{dropTable: {tableName: u}}]}
                  - changeSet:
                      <<: *base
                      id: behind
                      changes:
                        # liquibase-online:ignore ban-drop-table nobody reads it
                        - dropTable: {<<: *drop, tableName: v}
                  - changeSet:
                      id: before
                      changes:
                        - dropTable: {tableName: w}
                      <<: [*other, *base]
                """);
        assertThat(source.problem()).isEmpty();
        assertThat(SourceFiles.outline(source))
                .containsExactly(
                        "base/me 2:5-2:14: dropTable 6:11-6:20",
                        "/you 7:5-7:14 | dropTable 7:49-7:58",
                        "behind/me 8:5-8:14: dropTable 13:11-13:20",
                        "before/you 14:5-14:14: dropTable 17:11-17:20 | dropTable 7:49-7:58");
        assertThat(source.changeSets().get(2).changes().get(0).suppressions()).hasSize(1);
    }

    @Test
    void whatIsSharedIsSuppressedForEach() {
        SourceFile source = SourceFiles.read("c.yaml", """
                databaseChangeLog:
                  - changeSet: &base
                      id: 1
                      author: me
                      changes:
                        # liquibase-online:ignore ban-drop-table nobody reads it
                        - dropTable: {tableName: t}
                  - changeSet: {<<: *base, id: 2}
                """);
        assertThat(source.changeSets())
                .allSatisfy(changeSet ->
                        assertThat(changeSet.changes().get(0).suppressions()).hasSize(1));
    }

    @Test
    void sqlIsMappedInEveryStyle() {
        SourceFile source = SourceFiles.read("c.yaml", """
                databaseChangeLog:
                - changeSet:
                    id: a
                    author: b
                    changes:
                    - sql: |
                        create table one (
                          a int);

                        drop table two;
                    - sql:
                        sql: >-
                          drop table
                          three
                    - sql: "drop\\ttable \\U0001D11E four\\n \\
                        five"
                    - sql: 'it''s six'
                    - sql: drop table
                        seven
                    rollback: drop table eight
                """.replace("\n", "\r\n"));
        assertThat(source.problem()).isEmpty();
        assertWord(source, 0, "one");
        assertWord(source, 0, "a int");
        assertWord(source, 0, "two");
        assertWord(source, 1, "three");
        assertWord(source, 2, "four");
        assertWord(source, 2, "five");
        assertWord(source, 3, "six");
        assertWord(source, 4, "seven");
        SqlText sql = SourceFiles.sql(source, 0);
        assertThat(Places.text(source, sql.place()))
                .startsWith("create table one")
                .endsWith("drop table two;");
        assertThat(Places.text(
                        source, source.changeSets().get(0).rollback().get(0).place()))
                .isEqualTo("drop table eight");
    }

    private static void assertWord(SourceFile source, int change, String word) {
        SqlText sql = SourceFiles.sql(source, change);
        int at = sql.text().indexOf(word);
        assertThat(Places.text(source, sql.place(at, at + word.length()))).isEqualTo(word);
    }

    @Test
    void jsonMayHaveTabs() {
        SourceFile source = SourceFiles.read(
                "c.json",
                "{\"databaseChangeLog\":[\n\t{\t\"changeSet\":\t{\"id\":\"1\",\"author\":\"a\","
                        + "\n\t\"changes\":[\t{\"sql\":{\"sql\":\"a\\u0041\\nb\"}}]}}]}");
        assertThat(source.problem()).isEmpty();
        assertThat(SourceFiles.outline(source)).containsExactly("1/a 2:4-2:15: sql 3:15-3:20");
        SqlText sql = SourceFiles.sql(source, 0);
        assertThat(sql.text()).isEqualTo("aA\nb");
        assertThat(Places.text(source, sql.place(0, 4))).isEqualTo("a\\u0041\\nb");
    }

    @Test
    void aTabInYamlSaysWhere() {
        SourceFile source = SourceFiles.read(
                "c.yaml", "databaseChangeLog:\n- changeSet: {id: 1, author: a}\n- changeSet:\n\tid: 2\n");
        assertThat(source.changeSets()).extracting(ChangeSetSource::id).containsExactly("1");
        assertThat(source.problem().orElseThrow().place()).hasToString("c.yaml:4:1");
    }

    @Test
    void bombsDoNotExpand() {
        StringBuilder bomb = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        bomb.append("databaseChangeLog:\n- changeSet: {id: 1, author: a, changes: *a59}\n");
        SourceFile source = SourceFiles.read("c.yaml", bomb.toString());
        assertThat(source.changeSets()).hasSize(1);
        SourceFile deep = SourceFiles.read("c.json", "{\"databaseChangeLog\":" + "[".repeat(100_000));
        assertThat(deep.problem()).isPresent();
    }
}
