package liquibase.ext.online.bench;

import java.util.Map;
import liquibase.ext.online.bench.Pairs.Pair;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.traffic.Measurement;

/**
 * Fills a column in every way that is usual, and in ours, then runs our changes beside the same typed by hand, and prints
 * what each costs; see {@link Options} for what can
 * be chosen. A report and not a gate: it ends with status 0 even if a promise is missed, unless a run fails.
 */
public final class Bench {
    /** A server for safety and not for speed, which nothing but the fill keeps busy: neither autovacuum nor a checkpoint. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "shared_buffers", "1GB",
            "autovacuum", "off",
            "max_wal_size", "16GB",
            "checkpoint_timeout", "1h",
            "jit", "off");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.fromSystemProperties();
        System.out.printf(
                "%n== A column filled, PostgreSQL %d, %d processors%n",
                options.major(), Runtime.getRuntime().availableProcessors());
        try (PostgresServer server = PostgresServer.startOwn(options.major(), SETTINGS)) {
            Results results = new Costs(server, options, System.out).measure();
            Map<String, Measurement> live = options.wants(LiveLoad.CASE, Online.DEFAULTS)
                    ? new LiveLoad(server, options, System.out).measure()
                    : Map.of();
            Map<Recipe, Pair> pairs = new Pairs(server, options, System.out).measure();
            System.out.println(Report.of(options, results, live, pairs));
        }
        // Pools and cleaners of libraries must not keep the command from ending.
        System.exit(0);
    }
}
