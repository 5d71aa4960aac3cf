package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PassesTest {
    private static final int LOOK = 100;

    /** Looks at so many rows as there are, of which all are written, until there is an end; gives the looks it took. */
    private static int looks(int most, long atFirst, long writtenALook, long addedALook) {
        Passes passes = new Passes(most);
        long rows = atFirst;
        int looks = 0;
        while (rows > 0 && !passes.areOver()) {
            boolean all = rows < LOOK;
            if (!all && passes.beginWithPart()) {
                passes.left(rows);
            }
            long found = Math.min(rows, LOOK);
            long written = Math.min(found, writtenALook);
            passes.looked(found, all, written);
            rows += addedALook - written;
            looks++;
        }
        return looks;
    }

    @Test
    void manyRowsAreOnePass() {
        assertThat(looks(1, 1_000, LOOK, 0)).isEqualTo(10);
        assertThat(looks(1, 1_050, LOOK, 0)).isEqualTo(11);
    }

    @Test
    void aLookThatWritesNothingIsAPass() {
        assertThat(looks(5, 1_000, 0, 0)).isEqualTo(5);
        assertThat(looks(5, 10, 0, 0)).isEqualTo(5);
    }

    @Test
    void thereIsAnEndWhereMoreComesThanIsWritten() {
        assertThat(looks(5, 1_000, LOOK, 2 * LOOK)).isEqualTo(50);
        assertThat(looks(3, 150, 1, 1_000_000)).isEqualTo(6);
        assertThat(looks(5, 50, 50, 50)).isEqualTo(5);
    }

    @Test
    void whatComesSlowlierIsCaughtUpWith() {
        assertThat(looks(5, 1_000, LOOK, LOOK / 2)).isLessThan(25);
    }

    @Test
    void knowsWhetherTheLastLookCameToNothing() {
        Passes passes = new Passes(1);
        passes.looked(10, true, 0);
        assertThat(passes.wroteNothing()).isTrue();
        assertThat(passes.areOver()).isTrue();
        assertThat(passes.number()).isEqualTo(2);
    }
}
