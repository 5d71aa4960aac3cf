package liquibase.ext.online.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGTERM in the middle of a backfill: nothing is left for anybody to clean up. */
class TerminatedJvmIT {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int ENOUGH = 300;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"FIXED_BATCHES", "TWO_WORKERS"})
    void endsSoonAndLeavesTheChangelogUnlocked(Variant variant) throws Exception {
        try (TestDatabase template = PostgresServer.usual().freshDatabase()) {
            Shape.PRIMARY_KEY.create(template);
            Undisturbed undisturbed = Undisturbed.run(template, Shape.PRIMARY_KEY, folder, variant);
            try (TestDatabase database = template.server().copyOf(template);
                    Writer writer = new Writer(database, 1)) {
                try (ChildAttempt child = new ChildAttempt(database.url(), folder, Kill.NEVER, Duration.ofMillis(40))) {
                    Await.until("some batches", DEADLINE, () -> ProductChangelog.filled(database) > ENOUGH);
                    child.terminate();
                    assertThat(child.end()).failsWithin(GRACE);
                }
                assertThat(ProductChangelog.filled(database)).isLessThan(Shape.ROWS / 2L);
                assertThat(Catalog.strings(database, "SELECT lockedby FROM databasechangeloglock WHERE locked"))
                        .isEmpty();
                assertThat(Catalog.strings(
                                database,
                                "SELECT status || ': ' || error FROM databasechangelogonline WHERE id = 'fill'"
                                        + " AND kind = 'fill'"))
                        .containsExactly("stopped: the process was told to end");
                ProductChangelog.on(database.url(), folder, new SqlListener()).update();
                writer.finish();
                undisturbed.assertSameEnd(database);
            }
        }
    }
}
