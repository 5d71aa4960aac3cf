package liquibase.ext.online.lint.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import liquibase.ext.online.lint.Lint;
import liquibase.ext.online.lint.finding.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns what, a changelog does not say; that tables go is said all the same. */
class DropOwnedTest {
    @TempDir
    private Path folder;

    private List<Finding> findings(String sql) throws Exception {
        Path changelog = Files.writeString(
                folder.resolve("changelog.sql"),
                "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE t (id int);\n--changeset a:2\n" + sql
                        + ";\n");
        return Lint.file(changelog).findings().stream()
                .filter(finding -> finding.rule().equals(BanDropTableRule.ID))
                .toList();
    }

    @Test
    void whatRolesOwnIsLost() throws Exception {
        assertThat(findings("DROP OWNED BY leaver, guest CASCADE"))
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .startsWith("DROP OWNED BY leaver, guest CASCADE takes whatever these roles own: tables"));
    }

    @Test
    void whatAnotherRoleGetsIsNot() throws Exception {
        assertThat(findings("REASSIGN OWNED BY leaver TO heir")).isEmpty();
    }
}
