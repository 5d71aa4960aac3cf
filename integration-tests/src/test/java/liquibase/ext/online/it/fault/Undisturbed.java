package liquibase.ext.online.it.fault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import liquibase.ext.online.it.lifecycle.State;
import liquibase.ext.online.it.server.TestDatabase;

/**
 * How an update without faults goes, with the application at work.
 *
 * @param template the database before it
 * @param folder of the changelog
 * @param state where it leads
 * @param statements how many are heard
 * @param time from the first of them to the end
 */
record Undisturbed(TestDatabase template, Path folder, State state, int statements, Duration time) {
    static Undisturbed run(TestDatabase template, Path folder) throws Exception {
        try (TestDatabase database = template.server().copyOf(template);
                Writer writer = new Writer(database, 0);
                LocalAttempt attempt = new LocalAttempt(database.url(), folder, 1)) {
            attempt.moment().join();
            long begin = System.nanoTime();
            attempt.end().join();
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            writer.finish();
            return new Undisturbed(template, folder, state(database), attempt.heard(), time);
        }
    }

    static State state(TestDatabase database) throws Exception {
        return State.of(database, Set.of(ProductChangelog.VARYING)).without("writes");
    }
}
