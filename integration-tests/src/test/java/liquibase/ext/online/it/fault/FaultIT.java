package liquibase.ext.online.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import liquibase.ext.online.it.server.LocalServer;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Law 3 by chance: whatever dies at whatever moment of whatever change, with the application at work, the next update goes
 * on and ends as if nothing had happened.
 *
 * <p>{@code -Dfault.kills=300} is how often it strikes in all, 20 unless told: three of five on the usual major, the others
 * on one in turn. A round that fails names its seed; {@code -Dfault.seed=… -Dfault.kills=1
 * -Dpostgres.majors=…} does that round again, with the same faults before the same statements.
 */
class FaultIT {
    private static final System.Logger LOG = System.getLogger(FaultIT.class.getName());
    private static final int KILLS = Integer.getInteger("fault.kills", 20);
    private static final long SEED = Long.getLong("fault.seed", System.nanoTime());

    @TempDir
    private Path folder;

    static List<Integer> majors() {
        return Majors.usualAndAnother("FaultIT");
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @MethodSource("majors")
    void endsAsAnUndisturbedUpdateDoes(int major) throws Exception {
        Map<Fault, Integer> struck = new TreeMap<>();
        Known known = new Known(folder.resolve("" + major));
        int kills = Math.max(1, KILLS * (major == PostgresServer.USUAL_MAJOR ? 3 : 2) / 5);
        try (LocalServer server = new LocalServer(major, Map.of("shared_buffers", "64MB"))) {
            for (long seed = SEED; total(struck) < kills; seed++) {
                // Neighbouring seeds of Random begin alike.
                Random random = new Random(new SplittableRandom(seed * 31 + major).nextLong());
                Shape shape = oneOf(Shape.on(major), random);
                Variant variant = oneOf(List.of(Variant.values()), random);
                Round round = new Round(server, known.of(server, shape, variant), random);
                try {
                    round.run();
                } catch (Exception | AssertionError failed) {
                    throw new AssertionError(
                            "%s, %s, after %s; again: -Dfault.seed=%d -Dfault.kills=1 -Dpostgres.majors=%d"
                                    .formatted(shape, variant, round.struck(), seed, major),
                            failed);
                }
                LOG.log(
                        System.Logger.Level.INFO,
                        "PostgreSQL {0}, seed {1}, {2}, {3}: {4}",
                        major,
                        "" + seed,
                        shape,
                        variant,
                        round.struck());
                round.struck().forEach(kill -> struck.merge(kill.fault(), 1, Integer::sum));
            }
        }
        LOG.log(System.Logger.Level.INFO, "PostgreSQL {0}: struck {1}", major, struck);
        assertThat(total(struck)).isGreaterThanOrEqualTo(kills);
    }

    /** The undisturbed updates, each run when it is first asked for. */
    private static final class Known {
        private final Path folder;
        private final Map<Shape, TestDatabase> templates = new EnumMap<>(Shape.class);
        private final Map<String, Undisturbed> updates = new HashMap<>();

        Known(Path folder) {
            this.folder = folder;
        }

        Undisturbed of(LocalServer server, Shape shape, Variant variant) throws Exception {
            if (!templates.containsKey(shape)) {
                TestDatabase template = server.server().freshDatabase();
                shape.create(template);
                templates.put(shape, template);
            }
            if (updates.isEmpty()) {
                run(shape, variant);
            }
            String name = shape + "-" + variant;
            if (!updates.containsKey(name)) {
                updates.put(name, run(shape, variant));
            }
            return updates.get(name);
        }

        private Undisturbed run(Shape shape, Variant variant) throws Exception {
            return Undisturbed.run(
                    Objects.requireNonNull(templates.get(shape)),
                    shape,
                    folder.resolve(shape.name()).resolve(variant.name()),
                    variant);
        }
    }

    private static <T> T oneOf(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static int total(Map<Fault, Integer> struck) {
        return struck.values().stream().mapToInt(Integer::intValue).sum();
    }
}
