package liquibase.ext.online.lint.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lint.Lint;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase keeps the changeSets for other databases apart; here they stand where their author put them. */
class ChangeSetOrderTest {
    @TempDir
    Path folder;

    @Test
    void changeSetsForOtherDatabasesStandWhereTheyAreWritten() throws Exception {
        write(
                "root.xml",
                set("first", "oracle"),
                set("r1", ""),
                "<include file='a.xml'/>",
                set("r2", "mysql"),
                set("r3", "postgresql"));
        write(
                "a.xml",
                set("a1", "h2"),
                "<includeAll path='all/'/>",
                set("a2", ""),
                "<include file='b.xml'/>",
                set("a3", "h2"));
        write("all/1.xml", set("all1", ""));
        write("all/2.xml", set("all2", "mssql"), set("all3", "mssql"));
        write("all/3.xml", set("all4", ""));
        write("b.xml", set("b1", "oracle"), set("b2", "oracle"));
        Changelog changelog = ChangelogReader.read(new ChangelogRequest(
                "root.xml", new DirectoryResourceAccessor(folder), "", "", Map.of(), Lint.VERSIONS.newest()));
        assertThat(changelog.changeSets())
                .extracting(unit -> unit.id().id())
                .containsExactly(
                        "first", "r1", "a1", "all1", "all2", "all3", "all4", "a2", "b1", "b2", "a3", "r2", "r3");
        assertThat(changelog.changeSets())
                .allSatisfy(unit -> assertThat(
                                Files.readAllLines(folder.resolve(unit.id().file()))
                                        .get(unit.place().line() - 1))
                        .contains("id='" + unit.id().id() + "'"));
    }

    /** Two for one change, of which each database runs its own: the place of a finding is the one that runs. */
    @Test
    void ofTwoWithOneNameEachHasItsPlace() throws Exception {
        write("root.xml", set("one", "oracle"), set("one", "postgresql"), set("one", "mysql"));
        Changelog changelog = ChangelogReader.read(new ChangelogRequest(
                "root.xml", new DirectoryResourceAccessor(folder), "", "", Map.of(), Lint.VERSIONS.newest()));
        assertThat(changelog.changeSets())
                .extracting(unit -> unit.place().line())
                .containsExactly(3, 4, 5);
        assertThat(changelog.changeSets().get(1).filteredOut()).isNull();
    }

    private static String set(String id, String dbms) {
        return "<changeSet id='" + id + "' author='e' dbms='" + dbms + "'><tagDatabase tag='t'/></changeSet>";
    }

    private void write(String file, String... lines) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        List<String> all = new java.util.ArrayList<>(
                List.of(
                        "<databaseChangeLog xmlns='http://www.liquibase.org/xml/ns/dbchangelog' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'",
                        "xsi:schemaLocation='http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd'>"));
        all.addAll(List.of(lines));
        all.add("</databaseChangeLog>");
        Files.write(path, all);
    }
}
