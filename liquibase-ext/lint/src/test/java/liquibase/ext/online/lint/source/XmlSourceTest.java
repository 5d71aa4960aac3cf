package liquibase.ext.online.lint.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlSourceTest {
    private static SourceFile read(String inside) {
        return SourceFiles.read("db/c.xml", "<databaseChangeLog>" + inside + "</databaseChangeLog>");
    }

    @Test
    void adjacentTagsAndTabsHaveTheirColumns() {
        SourceFile source = read("<changeSet id='1' author=\"a\"><dropTable tableName='t'/>\t<ext:empty/></changeSet>");
        assertThat(SourceFiles.outline(source)).containsExactly("1/a 1:20-1:49: dropTable 1:49-1:75, empty 1:76-1:88");
    }

    @Test
    void aTagOverLinesEndsWhereItEnds() {
        SourceFile source =
                read("\r\n<!-- 𝄞 > -->  <changeSet\r\n  id = 'a>b'\r\n author='x'>\r\n\t<dropTable\r\n/></changeSet>");
        assertThat(SourceFiles.outline(source)).containsExactly("a>b/x 2:16-4:13: dropTable 5:2-6:3");
    }

    @Test
    void whatIsNoChangeIsNone() {
        SourceFile source = read("<property name='x' value='y'/><preConditions><changeSet id='no'/></preConditions>"
                + "<changeSet id='1' author='a'><preConditions><sqlCheck>x</sqlCheck></preConditions><comment>c</comment>"
                + "<validCheckSum>any</validCheckSum><createTable><column><constraints/></column></createTable>"
                + "<modifySql><append value='x'/></modifySql><rollback><dropTable/></rollback></changeSet>");
        assertThat(source.changeSets()).hasSize(1);
        assertThat(source.changeSets().get(0).changes())
                .extracting(ChangeSource::name)
                .containsExactly("createTable");
        assertThat(source.changeSets().get(0).rollback())
                .extracting(ChangeSource::name)
                .containsExactly("dropTable");
    }

    @Test
    void sqlIsMappedThroughEntitiesAndCdata() {
        SourceFile source = read(
                "<changeSet id='1' author='a'><sql>\n  a &lt;&#x1D11E; b <comment>no</comment><![CDATA[& c]]> d</sql>"
                        + "<rollback> drop &amp; it\n</rollback></changeSet>");
        SqlText sql = SourceFiles.sql(source, 0);
        assertThat(sql.text()).isEqualTo("\n  a <𝄞 b & c d");
        assertThat(Places.text(source, sql.place(3, 8))).isEqualTo("a &lt;&#x1D11E;");
        assertThat(Places.text(source, sql.place(9, 10))).isEqualTo("b");
        assertThat(Places.text(source, sql.place(11, 16))).isEqualTo("& c]]> d");
        ChangeSource rollback = source.changeSets().get(0).rollback().get(0);
        assertThat(rollback.name()).isEqualTo("sql");
        assertThat(Places.text(source, rollback.place())).isEqualTo("drop &amp; it");
    }

    @Test
    void includesAreFound() {
        SourceFile source = read("<include file='a&amp;b.xml'/>\n<includeAll path='dir'/>");
        assertThat(source.includes()).extracting(IncludeSource::file).containsExactly("a&b.xml", "dir");
        assertThat(source.includes().get(1).place()).hasToString("db/c.xml:2:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"})
    void theEncodingIsTheDeclaredOne(String encoding) {
        String text = "<?xml version='1.0' encoding='" + encoding
                + "'?><databaseChangeLog><changeSet id='ä' author='é'/></databaseChangeLog>";
        SourceFile source = SourceFile.read("c.xml", text.getBytes(Charset.forName(encoding)));
        assertThat(source.text()).isEqualTo(text);
        assertThat(source.changeSet(0, "ä", "é")).isPresent();
    }

    @Test
    void aByteOrderMarkIsNoColumn() {
        SourceFile source = SourceFile.read(
                "c.xml", "\uFEFF<databaseChangeLog><changeSet/></databaseChangeLog>".getBytes(StandardCharsets.UTF_8));
        assertThat(source.changeSets().get(0).place().column()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<databaseChangeLog><changeSet id='1' author='a'></databaseChangeLog>; 1:49; ends",
                "<databaseChangeLog><changeSet id='1' author='a'/>; 1:50; ends within",
                "<databaseChangeLog><changeSet id='1' author=; 1:20; no value",
                "<databaseChangeLog><!-- x; 1:20; comment is not closed",
                "<databaseChangeLog></databaseChangeLog></x>; 1:40; ends nothing",
                "<!DOCTYPE x [ <!ENTITY a 'x>; 1:1; document type is not closed"
            })
    void aBrokenFileSaysWhere(String xml, String place, String message) {
        SourceProblem problem = SourceFiles.read("c.xml", xml).problem().orElseThrow();
        assertThat(problem.place()).hasToString("c.xml:" + place);
        assertThat(problem.message()).contains(message);
    }

    @Test
    void entitiesAreNeitherReadNorExpanded() {
        SourceFile source = SourceFiles.read(
                "c.xml",
                "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'><!-- ' --><!ENTITY b '&a;&a;'>]>"
                        + "<databaseChangeLog><changeSet id='&b;' author='a'><sql>&b;</sql></changeSet></databaseChangeLog>");
        assertThat(source.problem()).isEmpty();
        assertThat(source.changeSets().get(0).id()).isEqualTo("&b;");
        assertThat(SourceFiles.sql(source, 0).text()).isEqualTo("&b;");
    }

    @Test
    void aChangeSetIsFoundByIdWhenItsNumberDoesNotFit() {
        SourceFile source =
                read("<changeSet id='1' author='a'/><changeSet id='2' author='a'/><changeSet id='1' author='a'/>"
                        + "<changeSet id='${x}-3' author='a'/>");
        assertThat(source.changeSet(1, "1", "a"))
                .get()
                .isSameAs(source.changeSets().get(0));
        assertThat(source.changeSet(7, "1", "a"))
                .get()
                .isSameAs(source.changeSets().get(2));
        assertThat(source.changeSet(0, "2", "a"))
                .get()
                .isSameAs(source.changeSets().get(1));
        assertThat(source.changeSet(0, "v-3", "a"))
                .get()
                .isSameAs(source.changeSets().get(3));
        assertThat(source.changeSet(0, "4", "a")).isEmpty();
    }
}
