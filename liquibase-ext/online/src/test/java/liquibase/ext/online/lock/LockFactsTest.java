package liquibase.ext.online.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
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

    @Test
    void tablesWithoutRowsKeepTheirLocksAndLoseTheWork() {
        Footprint both = Footprint.of("a", LockMode.SHARE, Work.INDEX_BUILD)
                .and("b", LockMode.ACCESS_EXCLUSIVE, Work.TABLE_REWRITE);

        assertThat(both.withoutWork().tables().values())
                .containsExactly(
                        new Footprint.Touch(LockMode.SHARE, Work.CATALOG_ONLY),
                        new Footprint.Touch(LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY));
        assertThat(both.withoutWorkOn("b"))
                .isEqualTo(both.without("b").and("b", LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY));
        assertThat(both.withoutWorkOn("b").isBlocking()).isTrue();
        assertThat(both.without("a").tables()).containsOnlyKeys("b");
    }

    @Test
    void aTableWithoutANameIsNoneThatAnApplicationWaitsFor() {
        Footprint footprint = Footprint.ofUnnamed("table of index i", LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY)
                .and("a", LockMode.SHARE, Work.CATALOG_ONLY)
                .and("b", LockMode.ACCESS_SHARE, Work.TABLE_SCAN);

        assertThat(footprint.locksThatStopWrites()).containsExactly(Map.entry("a", LockMode.SHARE));
        assertThat(footprint)
                .hasToString("(table of index i): ACCESS EXCLUSIVE, catalog only; a: SHARE, catalog only;"
                        + " b: ACCESS SHARE, table scan");
        assertThat(Footprint.NONE).hasToString("no table lock");
    }
}
