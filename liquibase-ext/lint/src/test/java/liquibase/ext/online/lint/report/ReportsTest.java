package liquibase.ext.online.lint.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

    @Test
    void knowsEveryFormat() {
        assertThat(Reports.ids())
                .containsExactly("checkstyle", "github", "gitlab", "html", "json", "junit", "sarif", "text");
    }

    @Test
    void callsNoFileByTwoFormats() {
        assertThat(Reports.ids().stream().map(id -> Reports.of(id).fileName()))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("lint."));
    }

    @Test
    void asksWhatWasMeant() {
        assertThatThrownBy(() -> Reports.of("sariff"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"sariff\": did you mean sarif?")
                .hasMessageContaining("checkstyle, github, gitlab");
        assertThatThrownBy(() -> Reports.of("pdf"))
                .hasMessageContaining("there are checkstyle")
                .hasMessageNotContaining("did you mean");
        assertThat(Reports.of(" JSON ").id()).isEqualTo("json");
    }

    @Test
    void writesUtf8IntoANewDirectory(@TempDir Path folder) throws IOException {
        Path reports = folder.resolve("target/liquibase-online");
        assertThat(Reports.writeFiles(SampleRun.result(), List.of("text", "json"), reports))
                .containsExactly(reports.resolve("lint.txt"), reports.resolve("lint.json"));
        assertThat(Files.readString(reports.resolve("lint.txt"))).contains("注文");
    }

    @Test
    void writesNothingWhenAnIdIsWrong(@TempDir Path folder) {
        assertThatThrownBy(() -> Reports.writeFiles(SampleRun.result(), List.of("text", "jsn"), folder))
                .hasMessageContaining("did you mean json?");
        assertThat(folder).isEmptyDirectory();
    }
}
