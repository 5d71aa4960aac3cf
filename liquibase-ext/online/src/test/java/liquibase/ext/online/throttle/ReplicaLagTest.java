package liquibase.ext.online.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How lag is judged from what pg_stat_replication shows; the queries are tested on servers. */
class ReplicaLagTest {
    private final ReplicaLag signal = new ReplicaLag(Duration.ofSeconds(10), System::nanoTime);
    private long written = 1_000;

    @Test
    void theServersFigureCountsWhileTheStandbyLacksWal() {
        assertThat(look(0, standby("replica1", 12_400L, 900)))
                .contains("standby replica1 is 12.4 s behind in replaying, more than maxReplicaLag 10 s");
        assertThat(look(1, standby("replica1", 10_000L, 900))).isEmpty();
    }

    @Test
    void aFigureThatStoodStillCountsForNothingOnceAllIsReplayed() {
        assertThat(look(0, standby("replica1", 60_000L, 1_000))).isEmpty();
    }

    @Test
    void theSlowestIsNamed() {
        assertThat(look(0, standby("near", 11_000L, 900), standby("far", 20_000L, 800)))
                .contains("standby far is 20 s behind in replaying, more than maxReplicaLag 10 s");
    }

    @Test
    void timeCountsWhereTheServerShowsNoneOrAnOldOne() {
        assertThat(look(0, standby("silent", null, 1_000))).isEmpty();
        written = 2_000;
        assertThat(look(5, standby("silent", null, 1_000))).isEmpty();
        written = 3_000;
        assertThat(look(15, standby("silent", 20L, 1_000))).as("10 s exactly").isEmpty();
        assertThat(look(17.5, standby("silent", 20L, 1_000)))
                .contains("standby silent is 12.5 s behind in replaying, more than maxReplicaLag 10 s");
        assertThat(look(18, standby("silent", 20L, 2_500)))
                .as("it lacks what was written from the 15th second on")
                .isEmpty();
    }

    @Test
    void aStandbyThatWasThereHoldsUntilItIsBack() {
        assertThat(look(0, standby("a", null, 1_000), standby("b", null, 1_000)))
                .isEmpty();
        assertThat(look(7, standby("a", null, 1_000)).orElse(""))
                .startsWith("standby b has not been connected for 7 s, so that its lag cannot be read");
        assertThat(look(8, standby("a", null, 1_000), standby("b", null, 1_000)))
                .isEmpty();
    }

    private Optional<String> look(double second, Standby... standbys) {
        long now = (long) (second * 1e9);
        List<List<@Nullable String>> rows =
                Arrays.stream(standbys).map(standby -> standby.row(written)).toList();
        return signal.behind(rows, now).or(() -> signal.gone(now));
    }

    private static Standby standby(String name, @Nullable Long lagMillis, long replayed) {
        return new Standby(name, lagMillis, replayed);
    }

    private record Standby(String name, @Nullable Long lagMillis, long replayed) {
        List<@Nullable String> row(long written) {
            return Arrays.asList(
                    "f",
                    name,
                    lagMillis == null ? null : lagMillis + "000000",
                    String.valueOf(replayed),
                    String.valueOf(written));
        }
    }
}
