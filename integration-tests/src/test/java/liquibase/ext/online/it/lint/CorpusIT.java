package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.lint.Linter;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.run.LintOptions;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Versions;
import liquibase.resource.ZipResourceAccessor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The changelogs of other projects, as their published jars bring them: for each changeSet, whether the linter says that
 * it blocks a table that exists is what a server shows.
 */
class CorpusIT {
    @ParameterizedTest
    @CsvSource({
        "keycloak-model-jpa, META-INF/jpa-changelog-master.xml",
        "flowable-app-engine, org/flowable/app/db/liquibase/flowable-app-db-changelog.xml",
        "flowable-cmmn-engine, org/flowable/cmmn/db/liquibase/flowable-cmmn-db-changelog.xml",
        "flowable-dmn-engine, org/flowable/dmn/db/liquibase/flowable-dmn-db-changelog.xml",
        "flowable-event-registry, org/flowable/eventregistry/db/liquibase/flowable-eventregistry-db-changelog.xml",
        "flowable-form-engine, org/flowable/form/db/liquibase/flowable-form-db-changelog.xml",
        "camunda-engine, org/camunda/bpm/engine/db/liquibase/camunda-changelog.xml",
    })
    void saysWhatBlocksAndWhatDoesNot(String jar, String file) throws Exception {
        ChangelogRequest request = new ChangelogRequest(
                file,
                new ZipResourceAccessor(Path.of(System.getProperty("corpus.jars"), jar + ".jar")),
                "",
                "",
                Map.of(),
                new PgVersion(PostgresServer.USUAL_MAJOR));
        LintResult result = Linter.lint(LintOptions.of(request, Versions.of(request.version())));
        assertThat(differences(ChangelogReader.read(request), result)).isEmpty();
    }

    private static List<String> differences(Changelog changelog, LintResult result) throws SQLException {
        Map<ChangeSetId, ChangeSetVerdict> verdicts = new HashMap<>();
        result.changeSets().forEach(verdict -> verdicts.put(verdict.changeSet(), verdict));
        List<String> differences = new ArrayList<>();
        int blocking = 0;
        try (Trace trace = new Trace(PostgresServer.USUAL_MAJOR)) {
            for (ChangeSetUnit changeSet : changelog.changeSets()) {
                ChangeSetVerdict verdict = Objects.requireNonNull(verdicts.get(changeSet.id()));
                if (verdict.skipped() != null) {
                    continue;
                }
                Trace.Seen seen = trace.run(changeSet);
                boolean judged = verdict.effect() == Effect.BLOCKING;
                blocking += judged ? 1 : 0;
                if (!seen.failure().isEmpty()) {
                    differences.add(changeSet.id() + " fails: " + seen.failure());
                } else if (judged != seen.blocks()) {
                    differences.add(changeSet.id() + " is judged " + verdict.effect() + " " + verdict.tables()
                            + ", and the server shows " + seen.footprint());
                }
            }
        }
        System.out.println(changelog.file() + ": " + changelog.changeSets().size() + " changeSets, " + blocking
                + " judged blocking, " + result.notAnalysed().size() + " not analysed, " + differences.size()
                + " differences");
        return differences;
    }
}
