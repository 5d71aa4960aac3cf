package liquibase.ext.online.lint.changelog;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What authors get wrong in a changelog, as folders of files; of each the first file is the root. */
final class BrokenInputs {
    private static final String HEAD = """
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
            """;

    private final List<Input> inputs = new ArrayList<>();

    /** One folder of files, by name in their order. */
    record Input(String name, String root, Map<String, byte[]> files) {
        /** Writes it. */
        void writeTo(Path folder) throws IOException {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (file.getKey().endsWith("/")) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.write(path, file.getValue());
                }
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private BrokenInputs() {}

    static List<Input> all() {
        BrokenInputs all = new BrokenInputs();
        all.files();
        all.xml();
        all.yamlAndJson();
        all.sql();
        all.encodings();
        all.hostile();
        all.changes();
        return all.inputs;
    }

    private void files() {
        add("no changelog there", "none.xml", "other.xml", "");
        add("no changelog there, but one of nearly that name", "changelog.xml", "db/changelog.xml", "");
        add("an empty name", "", "changelog.xml", "");
        add("a directory for a changelog", "db.xml", "db.xml/", "");
        add("an ending that no changelog has", "changelog.txt", "changelog.txt", "hello");
        add("no ending at all", "changelog", "changelog", "hello");
        add("an absolute path", "/changelog.xml", "changelog.xml", xml("<include file='none.sql'/>"));
        add("an include of nothing", "a.xml", "a.xml", xml("  <include file='none.sql'/>"));
        add(
                "an include of nothing in an included file",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- include:\n    file: sub/b.xml\n",
                "sub/b.xml",
                xml("\n  <include file='c.sql' relativeToChangelogFile='true'/>"));
        add("an include without a file", "a.yaml", "a.yaml", "databaseChangeLog:\n- include:\n    fiel: b.xml\n");
        add("an include of a directory", "a.xml", "a.xml", xml("  <include file='sub'/>"), "sub/", "");
        add("an include of what is no changelog", "a.xml", "a.xml", xml("  <include file='b.txt'/>"), "b.txt", "hello");
        add("an includeAll of nothing", "a.xml", "a.xml", xml("  <includeAll path='none'/>"));
        add("an includeAll of an empty directory", "a.xml", "a.xml", xml("  <includeAll path='sub'/>"), "sub/", "");
        add("a file that includes itself", "a.yaml", "a.yaml", "databaseChangeLog:\n- include: {file: a.yaml}\n");
        add(
                "files that include each other",
                "a.xml",
                "a.xml",
                xml("  <include file='sub/b.yaml'/>"),
                "sub/b.yaml",
                "databaseChangeLog:\n- include:\n    file: c.json\n    relativeToChangelogFile: true\n",
                "sub/c.json",
                "{\"databaseChangeLog\": [{\"include\": {\"file\": \"a.xml\"}}]}");
        add("an includeAll of its own directory", "db/a.xml", "db/a.xml", xml("  <includeAll path='db'/>"));
        add("a sqlFile that is not there", "a.xml", "a.xml", changeSet("<sqlFile path='none.sql'/>"));
        add(
                "a loadData whose file is not there",
                "a.xml",
                "a.xml",
                changeSet("<loadData file='none.csv' tableName='t'/>"));
        add("a sqlFile from outside", "db/a.xml", "db/a.xml", changeSet("<sqlFile path='../secret.env'/>"));
        add(
                "a sqlFile from outside, from the changelog's directory",
                "db/a.xml",
                "db/a.xml",
                changeSet("<sqlFile path='../../secret.env' relativeToChangelogFile='true'/>"));
        add(
                "a sqlFile with an absolute path, from the changelog's directory",
                "a.xml",
                "a.xml",
                changeSet("<sqlFile path='/etc/hostname' relativeToChangelogFile='true'/>"));
        add(
                "a loadData from outside, from the changelog's directory",
                "db/a.xml",
                "db/a.xml",
                changeSet("<loadData file='../../secret.env' relativeToChangelogFile='true' tableName='t'/>"));
        add(
                "a createProcedure from outside",
                "a.yaml",
                "a.yaml",
                yaml("createProcedure", "path: 'classpath:../secret.env'"));
        add(
                "an include from outside, from the changelog's directory",
                "db/a.xml",
                "db/a.xml",
                xml("  <include file='../../outside.xml' relativeToChangelogFile='true'/>"));
        add("an includeAll from outside", "a.xml", "a.xml", xml("  <includeAll path='../outside'/>"));
        add("a property file from outside", "a.xml", "a.xml", xml("  <property file='../secret.env'/>"));
        add(
                "up and down again, with Spring's prefix",
                "db/a.xml",
                "db/a.xml",
                xml(
                        "  <include file='classpath:/db/b.xml'/><changeSet id='1' author='a'>"
                                + "<sqlFile path='../db/../sub/c.sql' relativeToChangelogFile='true'/>"
                                + "<sqlFile path='classpath:sub/c.sql'/><loadData file='classpath:sub/d.csv' tableName='t'/></changeSet>"),
                "db/b.xml",
                changeSet("<sqlFile path='classpath:/sub/c.sql'/>"),
                "sub/c.sql",
                "SELECT 1;",
                "sub/d.csv",
                "id\n1\n");
        add("a sqlFile that is a directory", "a.xml", "a.xml", changeSet("<sqlFile path='sub'/>"), "sub/", "");
        add(
                "a createProcedure whose file is not there",
                "a.xml",
                "a.xml",
                changeSet("<createProcedure path='none.sql'/>"));
        add("a property file that is not there", "a.xml", "a.xml", xml("  <property file='none.properties'/>"));
        add("a property that is not defined", "a.xml", "a.xml", xml("  <include file='${folder}/b.xml'/>"));
    }

    private void xml() {
        add("an empty XML file", "a.xml", "a.xml", "");
        add("blank XML", "a.xml", "a.xml", "\n  \n");
        add("XML cut short", "a.xml", "a.xml", HEAD + "  <changeSet id='1' author='a'>\n    <dropTable tableNa");
        add("XML cut short between tags", "a.xml", "a.xml", HEAD + "  <changeSet id='1' author='a'>\n");
        add("a wrong end tag", "a.xml", "a.xml", xml("  <changeSet id='1' author='a'>\n  </changeset>"));
        add("an ampersand in SQL", "a.xml", "a.xml", changeSet("<sql>SELECT a && b</sql>"));
        add("a less-than sign in SQL", "a.xml", "a.xml", changeSet("<sql>SELECT a < b</sql>"));
        add("an attribute without quotes", "a.xml", "a.xml", changeSet("<dropTable tableName=t/>"));
        add("an attribute twice", "a.xml", "a.xml", changeSet("<dropTable tableName='t' tableName='u'/>"));
        add("text before the XML declaration", "a.xml", "a.xml", "\n<?xml version='1.0'?>\n" + xml(""));
        add("another root", "a.xml", "a.xml", "<project><modelVersion>4.0.0</modelVersion></project>");
        add("a prefix that is not bound", "a.xml", "a.xml", changeSet("<ext:createIndex tableName='t'/>"));
        add("no schema", "a.xml", "a.xml", "<databaseChangeLog>\n<changeSet id='1'/>\n</databaseChangeLog>");
        add("an attribute that the schema lacks", "a.xml", "a.xml", changeSet("<dropTable tableNam='t'/>"));
        add("an element that the schema lacks", "a.xml", "a.xml", changeSet("<dropTabel tableName='t'/>"));
        add("a changeSet without an id", "a.xml", "a.xml", xml("  <changeSet author='a'/>"));
        add("a changeSet without an author", "a.xml", "a.xml", xml("  <changeSet id='1'/>"));
        add(
                "a boolean that is none",
                "a.xml",
                "a.xml",
                xml("  <changeSet id='1' author='a' runInTransaction='maybe'/>"));
        add(
                "a number that is none",
                "a.xml",
                "a.xml",
                changeSet("<createSequence sequenceName='s' startValue='one'/>"));
        add(
                "an unknown precondition",
                "a.xml",
                "a.xml",
                changeSet("<preConditions><tableExist tableName='t'/></preConditions>"));
        add("onFail of nonsense", "a.xml", "a.xml", changeSet("<preConditions onFail='GIVE_UP'/>"));
        add("a checksum of nonsense", "a.xml", "a.xml", changeSet("<validCheckSum>nonsense</validCheckSum>"));
        add("a null byte in XML", "a.xml", "a.xml", changeSet("<sql>SELECT \0</sql>"));
        add(
                "a schema of a newer Liquibase",
                "a.xml",
                "a.xml",
                xml("").replace("dbchangelog-latest", "dbchangelog-99.1"));
        add(
                "a schema that is not there",
                "a.xml",
                "a.xml",
                "<databaseChangeLog xmlns='http://www.liquibase.org/xml/ns/dbchangelog' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='http://www.liquibase.org/xml/ns/dbchangelog http://localhost:1/x.xsd'/>");
    }

    private void yamlAndJson() {
        add("an empty YAML file", "a.yaml", "a.yaml", "");
        add("a tab in YAML", "a.yaml", "a.yaml", "databaseChangeLog:\n- changeSet:\n\tid: 1\n    author: a\n");
        add(
                "wrong indentation in YAML",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- changeSet:\n    id: 1\n   author: a\n");
        add("YAML cut short in a quote", "a.yaml", "a.yaml", "databaseChangeLog:\n- changeSet:\n    id: \"1");
        add("YAML that is a list", "a.yaml", "a.yaml", "- changeSet:\n    id: 1\n    author: a\n");
        add("YAML that is text", "a.yaml", "a.yaml", "hello\n");
        add("YAML without databaseChangeLog", "a.yaml", "a.yaml", "changeLog:\n- changeSet: {id: 1, author: a}\n");
        add(
                "a databaseChangeLog that is no list",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n  changeSet:\n    id: 1\n    author: a\n");
        add("a databaseChangeLog of texts", "a.yaml", "a.yaml", "databaseChangeLog:\n- changeSet\n- hello\n");
        add("an empty databaseChangeLog in YAML", "a.yaml", "a.yaml", "databaseChangeLog:\n");
        add("two documents in YAML", "a.yaml", "a.yaml", "databaseChangeLog: []\n---\ndatabaseChangeLog: []\n");
        add("an alias of nothing", "a.yaml", "a.yaml", "databaseChangeLog:\n- changeSet: *here\n");
        add(
                "a YAML tag that makes an object",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- !!java.net.URL ['http://localhost:1/']\n");
        add(
                "a key twice",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- changeSet:\n    id: 1\n    id: 2\n    author: a\n");
        add("an unknown change in YAML", "a.yaml", "a.yaml", yaml("dropTabel", "tableName: t"));
        add("an unknown change of no near name", "a.yaml", "a.yaml", yaml("frobnicate", "tableName: t"));
        add(
                "changes that are no list",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes: hello\n");
        add("a changeSet that is text", "a.yaml", "a.yaml", "databaseChangeLog:\n- changeSet: hello\n");
        add(
                "a changeSet without an id in YAML",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- changeSet:\n    author: a\n");
        add(
                "a changeSet without an author in YAML",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- changeSet:\n    id: 1\n");
        add(
                "a boolean that is none in YAML",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    runInTransaction: maybe\n");
        add("a number that is none in YAML", "a.yaml", "a.yaml", yaml("createSequence", "startValue: one"));
        add(
                "a precondition that is none in YAML",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    preConditions:\n    - tableExist: {tableName: t}\n");
        add("a null byte in YAML", "a.yaml", "a.yaml", "databaseChangeLog:\n- changeSet:\n    id: \0\n");
        add("an empty JSON file", "a.json", "a.json", "");
        add("JSON cut short", "a.json", "a.json", "{\"databaseChangeLog\": [\n  {\"changeSet\": {\"id\": \"1\",");
        add(
                "JSON without a comma",
                "a.json",
                "a.json",
                "{\"databaseChangeLog\": [\n  {\"changeSet\": {\"id\": \"1\"\n    \"author\": \"a\"}}]}");
        add("JSON of other things", "a.json", "a.json", "{\"name\": \"x\"}");
    }

    private void sql() {
        add("an empty SQL file", "a.sql", "a.sql", "");
        add(
                "formatted SQL without an id",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n\n--changeset ann\nSELECT 1;\n");
        add(
                "formatted SQL with a space before the id",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n--changeset ann : \nSELECT 1;\n");
        add(
                "formatted SQL with one dash",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n-changeset ann:1\nSELECT 1;\n");
        add(
                "formatted SQL with a boolean that is none",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n--changeset ann:1 runInTransaction:maybe\nSELECT 1;\n");
        add(
                "formatted SQL with an unknown precondition",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n--changeset ann:1\n--precondition-table-is there:yes\nSELECT 1;\n");
        add(
                "formatted SQL with a precondition that expects nothing",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n--changeset ann:1\n--precondition-sql-check SELECT 1\nSELECT 1;\n");
        add(
                "formatted SQL with a broken rollback",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n--changeset ann:1\nSELECT 1;\n--rollback changesetId:9 changesetAuthor:bob\n");
        add(
                "formatted SQL with an open rollback block",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n--changeset ann:1\nSELECT 1;\n/* liquibase rollback\nSELECT 2;\n");
        add("formatted SQL before the first changeset", "a.sql", "a.sql", "--liquibase formatted sql\nSELECT 1;\n");
        add(
                "the same id twice",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n--changeset ann:1\nSELECT 1;\n--changeset ann:1\nSELECT 2;\n");
        add("SQL that is no SQL", "a.sql", "a.sql", "--liquibase formatted sql\n--changeset ann:1\nthis is 'no SQL\n");
        add("a null byte in SQL", "a.sql", "a.sql", "--liquibase formatted sql\n--changeset ann:1\nSELECT '\0';\n");
    }

    private void encodings() {
        add(
                "Windows line ends in XML",
                "a.xml",
                "a.xml",
                changeSet("<dropTabel/>").replace("\n", "\r\n"));
        add(
                "Windows line ends in YAML",
                "a.yaml",
                "a.yaml",
                yaml("dropTabel", "tableName: t").replace("\n", "\r\n"));
        add(
                "line ends of an old Mac",
                "a.yaml",
                "a.yaml",
                yaml("dropTabel", "tableName: t").replace("\n", "\r"));
        for (String file : List.of("a.xml", "a.yaml", "a.json", "a.sql")) {
            String text = valid(file);
            encoded(file + " in Latin-1", file, text, StandardCharsets.ISO_8859_1, "");
            encoded(file + " in UTF-16", file, text, StandardCharsets.UTF_16LE, "\uFEFF");
            encoded(file + " in UTF-16 without a mark", file, text, StandardCharsets.UTF_16LE, "");
            encoded(file + " with a byte order mark", file, text, StandardCharsets.UTF_8, "\uFEFF");
        }
        add("an encoding that does not exist", "a.xml", "a.xml", "<?xml version='1.0' encoding='UTF-99'?>\n" + xml(""));
        add("another encoding than declared", "a.xml", "a.xml", "<?xml version='1.0' encoding='UTF-16'?>\n" + xml(""));
        add(
                "a sqlFile with an encoding that does not exist",
                "a.xml",
                "a.xml",
                changeSet("<sqlFile path='b.sql' encoding='UTF-99'/>"),
                "b.sql",
                "SELECT 1");
    }

    private void hostile() {
        add(
                "an external entity",
                "a.xml",
                "a.xml",
                "<!DOCTYPE d [<!ENTITY x SYSTEM 'secret.txt'>]>\n" + changeSet("<sql>&x;</sql>"),
                "secret.txt",
                "DROP TABLE t");
        add(
                "an external entity over HTTP",
                "a.xml",
                "a.xml",
                "<!DOCTYPE d [<!ENTITY x SYSTEM 'http://localhost:1/x'>]>\n" + changeSet("<sql>&x;</sql>"));
        add(
                "an external DTD",
                "a.xml",
                "a.xml",
                "<!DOCTYPE databaseChangeLog SYSTEM 'http://localhost:1/x.dtd'>\n" + changeSet("<sql>SELECT 1</sql>"));
        add(
                "a parameter entity",
                "a.xml",
                "a.xml",
                "<!DOCTYPE d [<!ENTITY % x SYSTEM 'http://localhost:1/x'> %x;]>\n" + changeSet("<sql>SELECT 1</sql>"));
        StringBuilder bomb = new StringBuilder("<!DOCTYPE d [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        add("a billion laughs", "a.xml", "a.xml", bomb + "]>\n" + changeSet("<sql>&a29;</sql>"));
        add(
                "an entity within itself",
                "a.xml",
                "a.xml",
                "<!DOCTYPE d [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>\n" + changeSet("<sql>&a;</sql>"));
        StringBuilder laughs = new StringBuilder("a0: &a0 [ha]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        add("a billion laughs in YAML", "a.yaml", "a.yaml", laughs + "databaseChangeLog: *a29\n");
        add("a YAML anchor within itself", "a.yaml", "a.yaml", "databaseChangeLog: &a\n- *a\n");
        add("deep XML", "a.xml", "a.xml", HEAD + "<changeSet id='1' author='a'>" + "<sql>".repeat(20_000));
        add(
                "deep preconditions",
                "a.xml",
                "a.xml",
                changeSet("<preConditions>" + "<and>".repeat(5_000) + "</and>".repeat(5_000) + "</preConditions>"));
        add("deep YAML", "a.yaml", "a.yaml", "databaseChangeLog: " + "[".repeat(20_000));
        add("deep JSON", "a.json", "a.json", "{\"databaseChangeLog\": " + "[".repeat(20_000));
        add(
                "deep SQL",
                "a.sql",
                "a.sql",
                "--liquibase formatted sql\n--changeset ann:1\nSELECT " + "(".repeat(20_000) + ";\n");
        add("an include to outside", "a.xml", "a.xml", xml("  <include file='../../../../../../etc/passwd'/>"));
        add("an include of a URL", "a.xml", "a.xml", xml("  <include file='http://localhost:1/x.xml'/>"));
        add(
                "a property of itself",
                "a.xml",
                "a.xml",
                xml(
                        "<property name='a' value='${b}'/><property name='b' value='${a}'/><changeSet id='${a}' author='a'/>"));
    }

    private void changes() {
        add(
                "a change that lacks what it needs",
                "a.xml",
                "a.xml",
                changeSet("<addColumn tableName='t'><column name='c'/></addColumn><createIndex tableName='t'/>"));
        add("a change that lacks what it needs in YAML", "a.yaml", "a.yaml", yaml("createTable", "remarks: x"));
        add(
                "an online change that lacks what it needs",
                "a.yaml",
                "a.yaml",
                yaml("createIndexConcurrently", "remarks: x"));
        add(
                "an attribute of an online change that does not exist",
                "a.yaml",
                "a.yaml",
                yaml("createIndexConcurrently", "tableNam: x"));
        add(
                "a rollback to a changeSet that is not there",
                "a.xml",
                "a.xml",
                changeSet("<rollback changeSetId='9' changeSetAuthor='bob'/>"));
        add(
                "a rollback that is no change",
                "a.yaml",
                "a.yaml",
                "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes: []\n    rollback:\n    - dropTabel: {tableName: t}\n");
        add("contexts that are nonsense", "a.xml", "a.xml", xml("<changeSet id='1' author='a' context='((a and'/>"));
        add(
                "a pattern that is none",
                "a.xml",
                "a.xml",
                changeSet("<sql>SELECT 1</sql><modifySql><regExpReplace replace='(' with='x'/></modifySql>"));
        add(
                "a default date that is none",
                "a.xml",
                "a.xml",
                changeSet(
                        "<addColumn tableName='t'><column name='c' type='date' defaultValueDate='soon'/></addColumn>"));
        add(
                "a type that does not exist",
                "a.xml",
                "a.xml",
                changeSet("<addColumn tableName='t'><column name='c' type='(((('/></addColumn>"));
        add(
                "the same id in two files",
                "a.xml",
                "a.xml",
                xml("<include file='b.xml'/>\n<include file='c.xml'/>"),
                "b.xml",
                logical(),
                "c.xml",
                logical());
    }

    private static String valid(String file) {
        if (file.endsWith("xml")) {
            return changeSet("<sql>SELECT 'é'</sql>");
        } else if (file.endsWith("yaml")) {
            return yaml("sql", "sql: SELECT 'é'");
        } else if (file.endsWith("json")) {
            return "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": \"1\", \"author\": \"é\"}}]}\n";
        }
        return "--liquibase formatted sql\n--changeset ann:1\nSELECT 'é';\n";
    }

    private static String logical() {
        return xml("<changeSet id='1' author='a' logicalFilePath='x'/>");
    }

    private static String xml(String content) {
        return HEAD + content + "\n</databaseChangeLog>\n";
    }

    private static String changeSet(String content) {
        return xml("  <changeSet id='1' author='a'>\n    " + content + "\n  </changeSet>");
    }

    private static String yaml(String change, String attribute) {
        return "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: a\n    changes:\n    - " + change
                + ":\n        " + attribute + "\n";
    }

    private void encoded(String name, String file, String text, Charset charset, String mark) {
        inputs.add(new Input(name, file, Map.of(file, (mark + text).getBytes(charset))));
    }

    private void add(String name, String root, String... filesAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < filesAndTexts.length; i += 2) {
            files.put(filesAndTexts[i], filesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        inputs.add(new Input(name, root, files));
    }
}
