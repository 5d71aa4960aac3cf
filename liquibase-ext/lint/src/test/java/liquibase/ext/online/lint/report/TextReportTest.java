package liquibase.ext.online.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Severity;
import org.junit.jupiter.api.Test;

class TextReportTest {

    private static List<String> excerpt(String source, Place place, int width) throws IOException {
        Finding finding = new Finding(
                "r", Severity.INFO, Effect.ADVICE, "m", "f", place, null, null, null, false, List.of(), null, null);
        StringBuilder text = new StringBuilder();
        new TextReport(false, width)
                .write(new LintResult(List.of(finding), List.of(), List.of(), List.of(), "17", file -> source), text);
        List<String> lines = text.toString().lines().toList();
        return lines.subList(2, lines.indexOf("   = fix: f"));
    }

    @Test
    void putsCaretsUnderWhatIsMarkedBehindTabsAndWideLetters() throws IOException {
        assertThat(excerpt("\t\"注文\" x = 1", new Place("f", 1, 7, 1, 8), 160))
                .containsExactly("   |", "1  |     \"注文\" x = 1", "   |            ^", "   |");
    }

    @Test
    void cutsALongLineAroundItsMark() throws IOException {
        String source = "a ".repeat(100) + "MARK" + " b".repeat(100);
        List<String> lines = excerpt(source, new Place("f", 1, 201, 1, 205), 60);
        assertThat(lines.get(1)).hasSizeLessThan(70).contains("…").contains("MARK");
        assertThat(lines.get(2).indexOf("^^^^")).isEqualTo(lines.get(1).indexOf("MARK"));
    }

    @Test
    void leavesOutTheMiddleOfManyLines() throws IOException {
        assertThat(excerpt("1\n2\n3\n4\n5\n6\n7\n8\n9\n", new Place("f", 1, 1, 10, 1), 160))
                .containsExactly(
                        "   |",
                        "1  | / 1",
                        "2  | | 2",
                        "3  | | 3",
                        "4  | | 4",
                        "...  |",
                        "9  | | 9",
                        "   | |_^",
                        "   |");
    }

    @Test
    void showsNoLineThatTheFileDoesNotHave() throws IOException {
        assertThat(excerpt("one line", new Place("f", 7, 1, 7, 2), 160)).containsExactly("   |");
        assertThat(excerpt("", Place.startOf("f"), 160)).containsExactly("   |");
    }

    @Test
    void marksAtLeastOneColumn() throws IOException {
        assertThat(excerpt("abc", new Place("f", 1, 4, 1, 4), 160).get(2)).isEqualTo("   |    ^");
    }

    @Test
    void sendsNoEscapeSequenceToTheTerminal() throws IOException {
        StringBuilder text = new StringBuilder();
        new TextReport().write(SampleRun.result(), text);
        assertThat(text.toString()).doesNotContain("\u001B", "\u0007", "\u202E", "\r", "\u0000");
    }
}
