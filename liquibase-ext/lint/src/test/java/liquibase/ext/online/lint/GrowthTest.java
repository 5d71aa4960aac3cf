package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.report.Reports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The work grows with the changelog, not with its square: four times as much may take six times as long, and 4.8 times as
 * much memory.
 */
class GrowthTest {
    private static final int SOME = 600;
    private static final int MANY = 4 * SOME;
    private static final double MOST = 6;
    private static final double MOST_MEMORY = 4.8;
    private static final int ROUNDS = 2;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path directory;

    @Test
    void growsWithTheChangeSetsOfOneTable() throws Exception {
        assertLinear(n -> changeSet("t", table("t"))
                + each(
                        n,
                        i -> changeSet(
                                i, "<addColumn tableName='t'><column name='c" + i + "' type='int'/></addColumn>")));
    }

    @Test
    void growsWithTheTablesAndTheirForeignKeys() throws Exception {
        assertLinear(n -> changeSet("t", table("t"))
                + each(
                        n,
                        i -> changeSet(
                                i,
                                table("t" + i) + "<addForeignKeyConstraint baseTableName='t" + i
                                        + "' baseColumnNames='id' constraintName='f" + i
                                        + "' referencedTableName='t' referencedColumnNames='id'/>")));
    }

    @Test
    void growsWithTheStatementsOfOneChangeSet() throws Exception {
        assertLinear(n -> changeSet("t", table("t"))
                + changeSet("x", each(n, i -> "<dropIndex indexName='i" + i + "' tableName='t'/>")));
    }

    @Test
    void growsWithTheLengthOfAStatement() throws Exception {
        assertLinear(n -> changeSet("x", "<sql>" + "SELECT $a ".repeat(n * 20) + "</sql>"));
    }

    @Test
    void growsWithTheTablesOfOneCommand() throws Exception {
        assertLinear(n -> tables(n)
                + sql("l", "LOCK TABLE " + each(n, ", ", i -> "t" + i))
                + sql("v", "CREATE VIEW v AS SELECT 1 FROM " + each(n, ", ", i -> "t" + i))
                + sql("e", "TRUNCATE " + each(n, ", ", i -> "t" + i))
                + sql("d", "DROP TABLE " + each(n, ", ", i -> "t" + i) + " CASCADE")
                + sql("u", "DROP TABLE IF EXISTS " + each(n, ", ", i -> "u" + i)));
    }

    @Test
    void growsWithThePartsOfOneCommandThatEachAreAFinding() throws Exception {
        assertLinear(n -> changeSet("t", table("t"))
                + sql("c", "ALTER TABLE t " + each(n, ", ", i -> "ADD CHECK (id > " + i + ")")));
    }

    @Test
    void growsWithTheChecksThatMayProveNotNull() throws Exception {
        assertLinear(n -> sql(
                        "t",
                        "CREATE TABLE t (" + each(n, ", ", i -> "c" + i + " int") + ", CHECK ("
                                + each(n, " AND ", i -> "c" + i + " IS NOT NULL") + "))")
                + sql("n", "ALTER TABLE t " + each(n, ", ", i -> "ALTER c" + i + " SET NOT NULL")));
    }

    @Test
    void growsWithTheNamesThatPostgresNumbers() throws Exception {
        assertLinear(n -> sql("t", "CREATE TABLE t (id int" + ", CHECK (id > 0)".repeat(n) + ")")
                + sql("i", each(n, i -> "CREATE INDEX ON t (id);")));
    }

    @Test
    void growsWithTheTablesThatOneTransactionLocks() throws Exception {
        assertLinear(n -> tables(n)
                + sql("i", each(n, i -> "CREATE INDEX i" + i + " ON t" + i + " (id);"))
                + sql("r", each(n, i -> "ALTER TABLE t" + i + " RENAME TO u" + i + ";")));
    }

    @Test
    void growsWithTheValuesOfAnEnum() throws Exception {
        assertLinear(n -> changeSet("t", table("t"))
                + sql("e", "CREATE TYPE e AS ENUM ('a')")
                + sql(
                        "v",
                        each(n, i -> "ALTER TYPE e ADD VALUE 'v" + i + "' BEFORE 'a';")
                                + each(n, i -> "INSERT INTO t VALUES (" + i + ");")));
    }

    @Test
    void growsWithTheStatementsThatCannotBeRead() throws Exception {
        assertLinear(n -> sql("x", each(n, i -> "ALTER TABLE t" + i + " ADD (;")));
    }

    @Test
    void growsWithTheSuppressionsOfOneChangeSet() throws Exception {
        assertLinear(n -> changeSet("t", table("t"))
                + sql(
                        "u",
                        "<![CDATA["
                                + each(
                                        n,
                                        i -> "-- liquibase-online:ignore unbatched-update because\nUPDATE t SET id = "
                                                + i + ";")
                                + "]]>"));
    }

    @Test
    void growsWithTheDepthOfAQuery() throws Exception {
        assertLinear(n ->
                sql("q", "SELECT 1 FROM " + "(SELECT 1 FROM ".repeat(n * 4) + "t" + each(n * 4, "", i -> ") s" + i)));
    }

    private void assertLinear(IntFunction<String> changeSets) throws Exception {
        cost(SOME, changeSets);
        Cost some = cost(SOME, changeSets);
        Cost many = cost(MANY, changeSets);
        assertThat((double) many.cpu / some.cpu)
                .as("CPU for %d over CPU for %d", MANY, SOME)
                .isLessThan(MOST);
        assertThat((double) many.memory / some.memory)
                .as("memory for %d over memory for %d", MANY, SOME)
                .isLessThan(MOST_MEMORY);
    }

    /** Nanoseconds and bytes allocated, of this thread alone. */
    private record Cost(long cpu, long memory) {
        static Cost now() {
            return new Cost(
                    THREADS.getCurrentThreadCpuTime(),
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()));
        }

        Cost since(Cost before) {
            return new Cost(cpu - before.cpu, memory - before.memory);
        }

        Cost least(Cost other) {
            return cpu < other.cpu ? this : other;
        }
    }

    /** The least of several rounds, all reports included. */
    private Cost cost(int n, IntFunction<String> changeSets) throws Exception {
        String file = "c" + n + ".xml";
        Files.writeString(directory.resolve(file), """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog \
                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                """ + changeSets.apply(n) + "</databaseChangeLog>");
        Cost least = new Cost(Long.MAX_VALUE, 0);
        for (int i = 0; i < ROUNDS; i++) {
            Cost before = Cost.now();
            LintResult result =
                    Linter.changelog(file).searchPath(directory.toString()).lint();
            assertThat(result.changeSets()).isNotEmpty();
            for (String report : Reports.ids()) {
                Reports.of(report).write(result, Writer.nullWriter());
            }
            least = Cost.now().since(before).least(least);
        }
        return least;
    }

    private static String sql(String id, String text) {
        return changeSet(id, "<sql>" + text + "</sql>");
    }

    private static String tables(int n) {
        return sql("t", each(n, i -> "CREATE TABLE t" + i + " (id int);"));
    }

    private static String each(int n, String between, IntFunction<String> one) {
        return IntStream.range(0, n).mapToObj(one).collect(Collectors.joining(between));
    }

    private static String each(int n, IntFunction<String> one) {
        return each(n, "\n", one) + "\n";
    }

    private static String changeSet(Object id, String changes) {
        return "<changeSet id='" + id + "' author='a'>" + changes + "</changeSet>\n";
    }

    private static String table(String name) {
        return "<createTable tableName='" + name + "'><column name='id' type='bigint'><constraints primaryKey='true'/>"
                + "</column></createTable>";
    }
}
