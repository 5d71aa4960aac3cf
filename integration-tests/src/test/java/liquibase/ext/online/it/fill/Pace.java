package liquibase.ext.online.it.fill;

import java.time.Duration;
import liquibase.ext.online.plan.Pacing;
import liquibase.ext.online.plan.Pacing.OnRowError;
import liquibase.ext.online.plan.Pacing.Vacuum;
import org.jspecify.annotations.Nullable;

/** Pacings that differ from the defaults in one thing. */
final class Pace {
    static final Pacing DEFAULTS = of(null, 1, 5, Vacuum.OFF, OnRowError.FAIL);
    static final Pacing SKIP = of(null, 1, 5, Vacuum.OFF, OnRowError.SKIP);

    private Pace() {}

    static Pacing batchSize(int rows) {
        return of(rows, 1, 5, Vacuum.OFF, OnRowError.FAIL);
    }

    static Pacing workers(int parallelism, int batchSize) {
        return of(batchSize, parallelism, 5, Vacuum.OFF, OnRowError.FAIL);
    }

    static Pacing maxPasses(int passes) {
        return of(null, 1, passes, Vacuum.OFF, OnRowError.SKIP);
    }

    static Pacing vacuum(Vacuum vacuum) {
        return of(null, 1, 5, vacuum, OnRowError.FAIL);
    }

    private static Pacing of(
            @Nullable Integer batchSize, int parallelism, int maxPasses, Vacuum vacuum, OnRowError onRowError) {
        return new Pacing(
                Duration.ofMillis(50),
                batchSize,
                100,
                50_000,
                Duration.ZERO,
                0,
                parallelism,
                maxPasses,
                vacuum,
                onRowError);
    }
}
