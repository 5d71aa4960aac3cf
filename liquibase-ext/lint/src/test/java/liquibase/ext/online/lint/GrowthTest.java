package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The work grows with the changelog, not with its square: four times as much may take six times as long. */
class GrowthTest {
    private static final int SOME = 600;
    private static final int MANY = 4 * SOME;
    private static final double MOST = 6;
    private static final int ROUNDS = 2;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

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

    private void assertLinear(IntFunction<String> changeSets) throws Exception {
        cpu(SOME, changeSets);
        double some = cpu(SOME, changeSets);
        double many = cpu(MANY, changeSets);
        assertThat(many / some).as("CPU for %d over CPU for %d", MANY, SOME).isLessThan(MOST);
    }

    /** The least of several rounds, in nanoseconds of this thread alone. */
    private long cpu(int n, IntFunction<String> changeSets) throws Exception {
        String file = "c" + n + ".xml";
        Files.writeString(directory.resolve(file), """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog" \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog \
                http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                """ + changeSets.apply(n) + "</databaseChangeLog>");
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            assertThat(Linter.changelog(file)
                            .searchPath(directory.toString())
                            .lint()
                            .changeSets())
                    .isNotEmpty();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
        }
        return least;
    }

    private static String each(int n, IntFunction<String> one) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < n; i++) {
            all.append(one.apply(i)).append('\n');
        }
        return all.toString();
    }

    private static String changeSet(Object id, String changes) {
        return "<changeSet id='" + id + "' author='a'>" + changes + "</changeSet>\n";
    }

    private static String table(String name) {
        return "<createTable tableName='" + name + "'><column name='id' type='bigint'><constraints primaryKey='true'/>"
                + "</column></createTable>";
    }
}
