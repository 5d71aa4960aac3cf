package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.finding.RuleDescription;
import liquibase.ext.online.lint.judge.Registry;
import org.junit.jupiter.api.Test;

/** The list of all rules is made of what they say of themselves; {@code -Dupdate-golden} writes it. */
class RuleIndexTest {
    private static final Path INDEX = Path.of(System.getProperty("changelogs.dir"), "lint", "README.md");

    @Test
    void listsEveryRule() throws IOException {
        List<RuleDescription> rules = Registry.rules().stream()
                .map(Registry::info)
                .map(Registry::describe)
                .sorted(Comparator.comparing(RuleDescription::effect).thenComparing(RuleDescription::id))
                .toList();
        String index = """
                # The rules of the linter

                Each has a page with what happens, why, and how to do it online, and examples that are run on PostgreSQL 13
                to 18 by a test. Severities can be changed: `-Dliquibase-online.severities=ban-drop-column=error,lock-order=off`.
                A finding that is well considered is [suppressed where it stands](suppression/README.md), in formatted SQL by
                `--comment: liquibase-online:ignore rule-id reason` below the `--changeset` line.

                | rule | effect | severity | what happens |
                |---|---|---|---|
                """ + rules.stream().map(RuleIndexTest::row).collect(Collectors.joining());
        if (System.getProperty("update-golden") != null) {
            Files.writeString(INDEX, index);
        }
        assertThat(INDEX).as("rewrite it with -Dupdate-golden").content().isEqualTo(index);
    }

    private static String row(RuleDescription rule) {
        return "| [`" + rule.id() + "`](" + rule.id() + "/README.md) | "
                + rule.effect().label() + " | " + rule.severity().label() + " | "
                + rule.summary().replace("|", "\\|") + " |\n";
    }
}
