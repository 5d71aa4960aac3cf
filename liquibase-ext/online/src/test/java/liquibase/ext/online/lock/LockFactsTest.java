package liquibase.ext.online.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LockFactsTest {

    @ParameterizedTest
    @EnumSource
    void conflictsAreMutual(LockMode mode) {
        assertThat(mode.conflicts())
                .allSatisfy(other -> assertThat(other.conflicts()).contains(mode));
    }

    @ParameterizedTest
    @EnumSource
    void aModeIsFoundByItsNameInPgLocks(LockMode mode) {
        assertThat(LockMode.ofPgLocks(mode.pgLocksName())).isEqualTo(mode);
    }

    @Test
    void namesAreThoseOfTheManualAndOfPgLocks() {
        assertThat(LockMode.SHARE_ROW_EXCLUSIVE.sqlName()).isEqualTo("SHARE ROW EXCLUSIVE");
        assertThat(LockMode.SHARE_ROW_EXCLUSIVE.pgLocksName()).isEqualTo("ShareRowExclusiveLock");
    }

    @Test
    void onlyAccessExclusiveStopsReadsAndFourModesStopWrites() {
        assertThat(EnumSet.allOf(LockMode.class))
                .filteredOn(LockMode::blocksReads)
                .containsExactly(LockMode.ACCESS_EXCLUSIVE);
        assertThat(EnumSet.allOf(LockMode.class))
                .filteredOn(LockMode::blocksWrites)
                .containsExactly(
                        LockMode.SHARE, LockMode.SHARE_ROW_EXCLUSIVE, LockMode.EXCLUSIVE, LockMode.ACCESS_EXCLUSIVE);
    }

    @Test
    void twoCommandsTogetherHaveTheStrongerLockAndTheHeavierWorkOfEachTable() {
        Footprint both = Footprint.of("a", LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY)
                .and("b", LockMode.ROW_SHARE, Work.TABLE_SCAN)
                .and(Footprint.of("a", LockMode.SHARE_UPDATE_EXCLUSIVE, Work.TABLE_SCAN));
        assertThat(both).hasToString("a: ACCESS EXCLUSIVE, table scan; b: ROW SHARE, table scan");
        assertThat(both.isBlocking()).isTrue();
        assertThat(both.locksThatStopWrites()).containsOnlyKeys("a");
    }

    @Test
    void neitherAShortStrongLockNorALongWeakOneIsBlocking() {
        assertThat(Footprint.of("a", LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY)
                        .and("b", LockMode.SHARE_UPDATE_EXCLUSIVE, Work.INDEX_BUILD)
                        .isBlocking())
                .isFalse();
    }

    @Test
    void anUpdateOfAllRowsIsBlockingAlthoughItsTableLockIsWeak() {
        assertThat(Footprint.of("a", LockMode.ROW_EXCLUSIVE, Work.TABLE_UPDATE).isBlocking())
                .isTrue();
    }
}
