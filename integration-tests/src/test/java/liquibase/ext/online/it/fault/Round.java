package liquibase.ext.online.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import liquibase.ext.online.it.fault.Fault.Surroundings;
import liquibase.ext.online.it.server.LocalServer;
import liquibase.ext.online.it.server.Proxy;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.listener.SqlListener;

/** One database: an update that is struck down, again and again until one comes through or enough is enough; then the last. */
final class Round {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final int MOST_KILLS = 5;

    private final LocalServer server;
    private final Undisturbed undisturbed;
    private final Random random;
    private final List<Kill> struck = new ArrayList<>();

    Round(LocalServer server, Undisturbed undisturbed, Random random) {
        this.server = server;
        this.undisturbed = undisturbed;
        this.random = random;
    }

    /** The kills that met an update at work, in order. */
    List<Kill> struck() {
        return struck;
    }

    /** Fails if the end is not that of an undisturbed run. */
    void run() throws Exception {
        TestDatabase template = undisturbed.template();
        try (TestDatabase database = template.server().copyOf(template);
                Proxy network = new Proxy(template.server());
                Writer writer = new Writer(database, random.nextLong())) {
            int kills = 1 + random.nextInt(MOST_KILLS);
            for (int i = 0; i < kills; i++) {
                attempt(new Surroundings(server, network, database), Kill.draw(random, undisturbed));
                ProductChangelog.on(database.url(), undisturbed.folder(), new SqlListener())
                        .run("releaseLocks");
            }
            writer.finish();
            ProductChangelog.on(database.url(), undisturbed.folder(), new SqlListener())
                    .update();
            undisturbed.assertSameEnd(database);
        }
    }

    private void attempt(Surroundings around, Kill kill) throws Exception {
        String url = around.network().url(around.database());
        try (Attempt attempt = kill.fault().needsAnotherJvm()
                ? new ChildAttempt(url, undisturbed.folder(), kill, Duration.ZERO)
                : new LocalAttempt(url, undisturbed.folder(), kill)) {
            CompletableFuture<Object> first =
                    CompletableFuture.anyOf(attempt.moment(), attempt.end().exceptionally(failed -> null));
            first.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(kill.millis()));
            if (attempt.end().isDone()) {
                attempt.end().join();
                return;
            }
            boolean met = kill.fault().strike(around, attempt);
            if (met) {
                struck.add(kill);
            }
            try {
                attempt.end().orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
            } catch (CompletionException struckDown) {
                assertThat(struckDown).as("after %s", kill).hasMessageNotContaining("TimeoutException");
                assertThat(met && kill.fault() != Fault.WORKER_TERMINATED)
                        .as("a failure after %s: %s", kill, struckDown)
                        .isTrue();
            }
        } finally {
            around.network().restore();
        }
    }
}
