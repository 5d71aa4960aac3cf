package liquibase.ext.online.lint.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.ChangeSetVerdict.Scope;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.NotAnalysed;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.RuleDescription;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** A run with something of everything: what a report can get wrong is in here. */
final class SampleRun {
    static final String XML = "db/changelog/0001-products.xml";
    static final String SQL = "db/changelog/0002 orders & 注文.sql";
    static final String YAML = "db/changelog/0003-long.yaml";
    static final String MISSING = "db/changelog/generated/gone.xml";
    static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    private static final Map<String, String> SOURCES = Map.of(
            XML,
            """
            <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
            \t<changeSet id="1" author="anna">
            \t\t<createIndex tableName="product" indexName="product_sku_idx">
            \t\t\t<column name="sku"/>
            \t\t</createIndex>
            \t\t<renameColumn tableName="product" oldColumnName="sku" newColumnName="code"/>
            \t</changeSet>
            \t<changeSet id="2" author="bo"><createTable tableName="wide">
            \t\t<column name="a" type="int"/>
            \t\t<column name="b" type="int"/>
            \t\t<column name="c" type="int"/>
            \t\t<column name="d" type="int"/>
            \t\t<column name="e" type="int"/>
            \t\t<column name="f" type="int"/>
            \t</createTable></changeSet>
            </databaseChangeLog>
            """,
            SQL,
            """
            --liquibase formatted sql\r
            --changeset 陳:注文-1\r
            /* 商品 🚀 */ ALTER TABLE "注文" ALTER COLUMN total TYPE numeric(12, 4); -- \u001B[31mred\u202E\r
            --changeset carl:2\r
            UPDATE orders SET state = 'open' WHERE state IS NULL;\r
            """,
            YAML,
            "databaseChangeLog:\n- changeSet: {id: 3, author: dora, changes: [{sql: {sql: \"" + "SELECT 1; ".repeat(30)
                    + "ALTER TABLE customer ADD CHECK (age > 0);" + " SELECT 2;".repeat(30) + "\"}}]}\n");

    private static final ChangeSetId ONE = new ChangeSetId(XML, "1", "anna");
    private static final ChangeSetId WIDE = new ChangeSetId(XML, "2", "bo");
    private static final ChangeSetId ORDER = new ChangeSetId(SQL, "注文-1", "陳");
    private static final ChangeSetId FILL = new ChangeSetId(SQL, "2", "carl");
    private static final ChangeSetId LONG = new ChangeSetId(YAML, "3", "dora");
    private static final ChangeSetId EVIL = new ChangeSetId("gone.xml", HOSTILE, "e\u0000v\u001Bil\u2028 %,:\n");
    private static final ChangeSetId OLD = new ChangeSetId("db/changelog/0000-old.xml", "old", "anna");
    private static final ChangeSetId MYSQL = new ChangeSetId("db/changelog/0000-old.xml", "mysql", "anna");

    private SampleRun() {}

    static LintResult result() {
        return new LintResult(findings(), notAnalysed(), changeSets(), rules(), "13–18", SampleRun::source);
    }

    static LintResult empty() {
        return new LintResult(List.of(), List.of(), List.of(), rules(), "17", SampleRun::source);
    }

    static String source(String file) {
        return SOURCES.getOrDefault(file, "");
    }

    /** From the first letter of one text to the last of another that follows. */
    static Place at(String file, String from, String to) {
        String text = source(file);
        int begin = text.indexOf(from);
        int end = text.indexOf(to, begin) + to.length();
        int[] first = lineAndColumn(text, begin);
        int[] last = lineAndColumn(text, end);
        return new Place(file, first[0], first[1], last[0], last[1]);
    }

    private static int[] lineAndColumn(String text, int offset) {
        String before = text.substring(0, offset);
        return new int[] {
            (int) before.chars().filter(letter -> letter == '\n').count() + 1, offset - before.lastIndexOf('\n')
        };
    }

    private static TableEffect table(String name, LockMode lock, long rows, Work... work) {
        return new TableEffect(name, lock, List.of(work), rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows));
    }

    private static final TableEffect INDEXED = table("product", LockMode.SHARE, 12_000_000, Work.INDEX_BUILD);
    private static final TableEffect RENAMED =
            table("product", LockMode.ACCESS_EXCLUSIVE, 12_000_000, Work.CATALOG_ONLY);
    private static final TableEffect REWRITTEN =
            table("\"注文\"", LockMode.ACCESS_EXCLUSIVE, -1, Work.TABLE_REWRITE, Work.INDEX_BUILD);
    private static final TableEffect FILLED = table("orders", LockMode.ROW_EXCLUSIVE, 1, Work.TABLE_UPDATE);
    private static final TableEffect CHECKED =
            table("customer", LockMode.ACCESS_EXCLUSIVE, -1, Work.TABLE_SCAN, Work.CATALOG_ONLY);
    private static final TableEffect ATTACKED = table("(a table)", LockMode.ACCESS_EXCLUSIVE, -1);

    private static List<Finding> findings() {
        Suppression known = new Suppression(
                List.of("constraint-missing-not-valid"),
                "the table has 40 rows; see \"OPS-12\" <ok>",
                LocalDate.of(2031, 1, 31),
                at(YAML, "- changeSet", "{id"));
        return List.of(
                new Finding(
                        "require-concurrent-index-creation",
                        Severity.ERROR,
                        Effect.BLOCKING,
                        "CREATE INDEX holds a SHARE lock on product, so writes to it wait until all rows are indexed.",
                        "<online:createIndexConcurrently tableName=\"product\" indexName=\"product_sku_idx\">\n"
                                + "    <column name=\"sku\"/>\n</online:createIndexConcurrently>",
                        at(XML, "<createIndex", "</createIndex>"),
                        ONE,
                        "createIndex",
                        "CREATE INDEX product_sku_idx ON product(sku)",
                        true,
                        List.of(INDEXED),
                        null,
                        null),
                new Finding(
                        "renaming-column",
                        Severity.WARNING,
                        Effect.COMPATIBILITY,
                        "Renaming product.sku breaks the running application, which still reads it as sku.",
                        "Add a column code, fill it, and drop sku in a later release.",
                        at(XML, "<renameColumn", "/>"),
                        ONE,
                        "renameColumn",
                        "ALTER TABLE product RENAME COLUMN sku TO code",
                        true,
                        List.of(RENAMED),
                        null,
                        null),
                new Finding(
                        "prefer-bigint-over-int",
                        Severity.INFO,
                        Effect.ADVICE,
                        "An int ends at 2,147,483,647.",
                        "bigint",
                        at(XML, "<createTable", "</createTable>"),
                        WIDE,
                        "createTable",
                        "CREATE TABLE wide (" + "a_column_with_a_long_name int, ".repeat(40) + "z int)",
                        true,
                        List.of(),
                        null,
                        null),
                new Finding(
                        "changing-column-type",
                        Severity.ERROR,
                        Effect.BLOCKING,
                        "Changing the type rewrites \"注文\" while an ACCESS EXCLUSIVE lock stops reads and writes.",
                        "ALTER TABLE … 100% \"safe\": use <changeTypeOnline>\r\n\nin two steps",
                        at(SQL, "ALTER TABLE", "4)"),
                        ORDER,
                        "sql",
                        "ALTER TABLE \"注文\" ALTER COLUMN total TYPE numeric(12, 4)",
                        false,
                        List.of(REWRITTEN),
                        "The type before is not known: it was taken for one that has to be rewritten.",
                        null),
                new Finding(
                        "unbatched-update",
                        Severity.ERROR,
                        Effect.BLOCKING,
                        "UPDATE writes all rows of orders in one transaction.",
                        "backfillInBatches",
                        at(SQL, "UPDATE", ";"),
                        FILL,
                        "sql",
                        "UPDATE orders SET state = 'open' WHERE state IS NULL",
                        false,
                        List.of(FILLED, INDEXED),
                        null,
                        null),
                new Finding(
                        "constraint-missing-not-valid",
                        Severity.ERROR,
                        Effect.BLOCKING,
                        "ADD CHECK reads all rows of customer.",
                        "ALTER TABLE customer ADD CHECK (age > 0) NOT VALID;",
                        at(YAML, "ALTER TABLE", ";"),
                        LONG,
                        "sql",
                        "ALTER TABLE customer ADD CHECK (age > 0)",
                        false,
                        List.of(CHECKED),
                        null,
                        known),
                new Finding(
                        "not-analysed",
                        Severity.WARNING,
                        Effect.BLOCKING,
                        "A customChange ::error::" + HOSTILE + "\u0007 %0A can do anything.",
                        "Say what it does in a suppression: ]]>.",
                        Place.startOf(MISSING),
                        EVIL,
                        "customChange",
                        null,
                        false,
                        List.of(ATTACKED),
                        null,
                        null),
                new Finding(
                        "unused-suppression",
                        Severity.WARNING,
                        Effect.ADVICE,
                        "Nothing is suppressed here.",
                        "Delete the comment.",
                        new Place(SQL, 99, 1, 99, 7),
                        null,
                        null,
                        null,
                        false,
                        List.of(),
                        null,
                        null));
    }

    private static List<NotAnalysed> notAnalysed() {
        return List.of(new NotAnalysed(
                EVIL, Place.startOf(MISSING), "customChange", "its class com.acme.Évil is not on the class path"));
    }

    private static List<ChangeSetVerdict> changeSets() {
        return List.of(
                verdict(OLD, Scope.HISTORY, Effect.BLOCKING, INDEXED, CHECKED),
                new ChangeSetVerdict(
                        MYSQL, Place.startOf(MYSQL.file()), Scope.REPORTED, null, List.of(), "dbms is mysql"),
                verdict(ONE, Scope.REPORTED, Effect.BLOCKING, RENAMED),
                verdict(WIDE, Scope.REPORTED, Effect.ADVICE),
                verdict(new ChangeSetId(XML, "nothing", "bo"), Scope.REPORTED, null),
                verdict(ORDER, Scope.REPORTED, Effect.BLOCKING, REWRITTEN),
                verdict(FILL, Scope.REPORTED, Effect.BLOCKING, FILLED, INDEXED),
                verdict(LONG, Scope.REPORTED, Effect.BLOCKING, CHECKED),
                verdict(EVIL, Scope.REPORTED, Effect.BLOCKING, ATTACKED));
    }

    private static ChangeSetVerdict verdict(
            ChangeSetId id, Scope scope, @org.jspecify.annotations.Nullable Effect effect, TableEffect... tables) {
        return new ChangeSetVerdict(id, Place.startOf(id.file()), scope, effect, List.of(tables), null);
    }

    private static List<RuleDescription> rules() {
        return List.of(
                rule("changing-column-type", Effect.BLOCKING, "Changing a column's type can rewrite the table."),
                rule("constraint-missing-not-valid", Effect.BLOCKING, "A constraint reads all rows."),
                rule("prefer-bigint-over-int", Effect.ADVICE, "An int runs out."),
                rule("renaming-column", Effect.COMPATIBILITY, "A renamed column is gone under its old name."),
                rule("require-concurrent-index-creation", Effect.BLOCKING, "CREATE INDEX stops writes."),
                rule("unbatched-update", Effect.BLOCKING, "An update of all rows locks them all."));
    }

    private static RuleDescription rule(String id, Effect effect, String summary) {
        return new RuleDescription(
                id, effect, effect.severity(), summary, "https://liquibase-online.github.io/lint/" + id);
    }
}
