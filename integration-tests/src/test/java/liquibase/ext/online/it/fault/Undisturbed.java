package liquibase.ext.online.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.State;
import liquibase.ext.online.it.server.TestDatabase;

/**
 * How an update without faults goes, with the application at work.
 *
 * @param template the database before it
 * @param folder of the changelog
 * @param variant of the changelog
 * @param state where it leads
 * @param heard the kinds of the statements that are heard, in order
 * @param time from the first of them to the end
 */
record Undisturbed(
        TestDatabase template, Path folder, Variant variant, State state, List<String> heard, Duration time) {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    /** In this JVM; the first one takes longer than any other will. */
    static Undisturbed run(TestDatabase template, Shape shape, Path folder, Variant variant) throws Exception {
        ProductChangelog.write(folder, shape, variant);
        try (TestDatabase database = template.server().copyOf(template);
                Writer writer = new Writer(database, 0);
                LocalAttempt attempt = new LocalAttempt(database.url(), folder, Kill.NEVER)) {
            CompletableFuture.anyOf(attempt.moment(), attempt.end()).join();
            long begin = System.nanoTime();
            attempt.end().join();
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            writer.finish();
            return new Undisturbed(template, folder, variant, state(database), attempt.heard(), time);
        }
    }

    /** Fails unless the database is as it is after an undisturbed run, with nobody left in it who worked on that. */
    void assertSameEnd(TestDatabase database) throws Exception {
        Await.until(
                "the end of every session but that of this look",
                DEADLINE,
                () -> Catalog.strings(
                                database,
                                "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND backend_type = 'client backend' AND pid <> pg_backend_pid()")
                        .isEmpty());
        for (String check : ProductChangelog.checks()) {
            assertThat(Catalog.strings(database, check)).isEmpty();
        }
        state(database).assertIs(state);
    }

    private static State state(TestDatabase database) throws Exception {
        return State.of(database, Set.of(ProductChangelog.VARYING)).without("writes");
    }
}
