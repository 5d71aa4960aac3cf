package liquibase.ext.online.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.ext.online.change.Knob;

/**
 * The table of settings in a document, between two marks; {@code -Dupdate-golden=true} writes it from what the settings say
 * of themselves.
 */
public final class SettingsTable {
    private static final Pattern TABLE = Pattern.compile("(?s)(<!-- settings -->\n)(.*?)(<!-- end of settings -->)");

    private SettingsTable() {}

    /** The document has the table of these settings, each name behind {@code prefix}. */
    public static void assertIn(Path document, String prefix, Predicate<Knob> settings) throws Exception {
        String rows = Arrays.stream(Knob.values())
                .filter(settings)
                .map(knob -> row(prefix, knob))
                .collect(Collectors.joining("\n", "| setting | default | |\n|---|---|---|\n", "\n"));
        String text = Files.readString(document);
        Matcher table = TABLE.matcher(text);
        assertThat(table.find()).as("marks in " + document).isTrue();
        if (Boolean.getBoolean("update-golden")) {
            Files.writeString(document, text.substring(0, table.start(2)) + rows + text.substring(table.end(2)));
        } else {
            assertThat(table.group(2)).as(document.toString()).isEqualTo(rows);
        }
    }

    private static String row(String prefix, Knob knob) {
        String byDefault = knob.byDefault().isEmpty() ? "" : "`" + knob.byDefault() + "`";
        return "| `" + prefix + knob.key() + "` | " + byDefault + " | "
                + knob.meaning().replace("|", "\\|") + " |";
    }
}
