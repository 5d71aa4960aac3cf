package liquibase.ext.online.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotWalTest {
    private final SlotWal signal = new SlotWal(10L << 30);

    @Test
    void aSlotMayKeepAsMuchAsIsAllowed() {
        assertThat(signal.judge(Arrays.asList("replica1", "f", String.valueOf(10L << 30))))
                .isEmpty();
        assertThat(signal.judge(Arrays.asList("replica1", "f", String.valueOf(13_314_398_618L))))
                .contains("replication slot replica1 keeps 12.4 GB of WAL, more than maxSlotWal 10 GB");
    }

    @Test
    void aSlotThatLostWalHolds() {
        assertThat(signal.judge(Arrays.asList("replica1", "t", null)).orElse(""))
                .startsWith("replication slot replica1 has lost WAL that it needs (wal_status lost)");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1 kB",
        "1536, 1.5 kB",
        "16777216, 16 MB",
        "9007199254740992, 8192 TB"
    })
    void sizesAreWrittenInPostgresqlsUnits(long bytes, String text) {
        assertThat(SlotWal.size(bytes)).isEqualTo(text);
    }
}
