package liquibase.ext.online.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import liquibase.ext.online.lint.finding.Place;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static final int WIDTH = 160;
    private static final int PLACES = 2_000;
    private static final String STATEMENT = "SELECT $a; ";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A script may be one line, with a place for each of its statements. */
    @Test
    void costsTheSameHoweverLongTheLineIs() {
        cpu(1_000);
        assertThat(cpu(100_000)).isLessThan(10 * cpu(1_000));
    }

    @Test
    void cutsBothEndsOfALongLine() {
        String line = STATEMENT.repeat(1_000);
        Excerpt.Line shown = excerpt(Sources.Text.of(line), 500).lines().get(0);
        assertThat(shown.text())
                .startsWith("\u2026")
                .endsWith("\u2026")
                .hasSize(WIDTH + 2)
                .satisfies(text ->
                        assertThat(text.substring(shown.from(), shown.to())).isEqualTo("SELECT $a"));
        assertThat(excerpt(Sources.Text.of(line), 999).lines().get(0).text())
                .startsWith("\u2026")
                .endsWith(STATEMENT);
        assertThat(excerpt(Sources.Text.of(line), 0).lines().get(0).text())
                .startsWith(STATEMENT)
                .endsWith("\u2026");
    }

    private static long cpu(int statements) {
        Sources.Text text = Sources.Text.of(STATEMENT.repeat(statements));
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < PLACES; i++) {
            assertThat(excerpt(text, i % statements).lines()).isNotEmpty();
        }
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    /** Of a statement without its semicolon. */
    private static Excerpt excerpt(Sources.Text text, int statement) {
        int column = statement * STATEMENT.length() + 1;
        return Excerpt.of(text, new Place("changelog.sql", 1, column, 1, column + "SELECT $a".length()), WIDTH);
    }
}
