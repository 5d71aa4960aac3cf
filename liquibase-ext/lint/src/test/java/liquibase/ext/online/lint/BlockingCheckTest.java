package liquibase.ext.online.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import org.junit.jupiter.api.Test;

class BlockingCheckTest {
    private static final String ADD_CHECK = "ALTER TABLE t ADD CONSTRAINT k CHECK (n > 0) NOT VALID;";
    private static final String VALIDATE = "ALTER TABLE t VALIDATE CONSTRAINT k;";

    private static List<BlockingCheck.Blocking> blocking(String transaction) {
        return new BlockingCheck(PgVersion.NEWEST, Known.NOTHING)
                .of(Grammar.reader().read(transaction));
    }

    @Test
    void letsShortLocksAndLongReadsPassOnTheirOwn() {
        assertThat(blocking(ADD_CHECK)).isEmpty();
        assertThat(blocking(VALIDATE)).isEmpty();
        assertThat(blocking("CREATE INDEX CONCURRENTLY i ON t (n)")).isEmpty();
    }

    @Test
    void findsLongWorkUnderItsOwnLock() {
        assertThat(blocking("CREATE INDEX i ON t (n)"))
                .singleElement()
                .satisfies(found -> assertThat(found.locked()).isEqualTo(Map.of("t", LockMode.SHARE)));
    }

    @Test
    void findsLongWorkUnderTheLockOfAnEarlierCommand() {
        assertThat(blocking(ADD_CHECK + VALIDATE)).singleElement().satisfies(found -> {
            assertThat(found.index()).isEqualTo(1);
            assertThat(found.locked()).isEqualTo(Map.of("t", LockMode.ACCESS_EXCLUSIVE));
        });
    }

    @Test
    void findsLongWorkOnAnotherTableThanTheLockedOne() {
        assertThat(blocking("ALTER TABLE t DROP COLUMN c; ALTER TABLE u VALIDATE CONSTRAINT k"))
                .extracting(BlockingCheck.Blocking::locked)
                .containsExactly(Map.of("t", LockMode.ACCESS_EXCLUSIVE));
    }

    @Test
    void findsAnUpdateOfTheWholeTable() {
        assertThat(blocking("UPDATE t SET n = 1"))
                .extracting(BlockingCheck.Blocking::locked)
                .containsExactly(Map.of("t", LockMode.ROW_EXCLUSIVE));
    }

    @Test
    void takesACommandThatItDoesNotUnderstandForBlocking() {
        assertThat(blocking("DO $$ BEGIN EXECUTE a; END $$")).hasSize(1);
        assertThat(blocking("ALTER TABEL t")).hasSize(1);
    }

    @Test
    void forgetsNothingBetweenTheCommandsOfATransaction() {
        assertThat(blocking(ADD_CHECK + "SELECT 1; COMMENT ON TABLE t IS 'x'; " + VALIDATE + VALIDATE))
                .extracting(BlockingCheck.Blocking::index)
                .containsExactly(3, 4);
    }
}
