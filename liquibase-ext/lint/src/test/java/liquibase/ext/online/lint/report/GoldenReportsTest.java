package liquibase.ext.online.lint.report;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenReportsTest {

    static List<String> formats() {
        return Reports.ids();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesWhatItAlwaysWrote(String id) throws IOException {
        ReportFormat format = Reports.of(id);
        StringBuilder text = new StringBuilder();
        format.write(SampleRun.result(), text);
        Golden.assertSame(format.fileName(), text.toString());
    }

    @Test
    void paintsTheConsole() throws IOException {
        StringBuilder text = new StringBuilder();
        new TextReport(true, 60).write(SampleRun.result(), text);
        Golden.assertSame("lint.colour.txt", text.toString());
    }
}
