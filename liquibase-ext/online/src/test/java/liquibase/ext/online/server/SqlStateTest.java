package liquibase.ext.online.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlStateTest {
    @ParameterizedTest(name = "{0} {2}")
    @CsvSource({
        "21000, true, cardinality_violation",
        "22012, true, division_by_zero",
        "23514, true, check_violation",
        "44000, true, with_check_option_violation",
        "54000, true, program_limit_exceeded",
        "P0001, true, raise_exception",
        "P0002, true, no_data_found",
        "SHOP1, true, a code of a trigger",
        "99001, true, a code of a trigger",
        "54001, false, statement_too_complex",
        "55P03, false, lock_not_available",
        "40001, false, serialization_failure",
        "42501, false, insufficient_privilege",
        "53100, false, disk_full",
        "57014, false, query_canceled",
        "57P01, false, admin_shutdown",
        "58030, false, io_error",
        "72000, false, snapshot_too_old",
        "08006, false, connection_failure",
        "XX001, false, data_corrupted"
    })
    void whetherARowIsTheCause(String state, boolean row, String name) {
        assertThat(SqlState.isRowError(new SQLException(name, state))).isEqualTo(row);
    }

    @Test
    void neitherWhatWeRefuseNorWhatHasNoCodeIsARow() {
        assertThat(SqlState.isRowError(new Refusal("no", "yes", new SQLException("", "23514"))))
                .isFalse();
        assertThat(SqlState.isRowError(new SQLException("no code"))).isFalse();
    }
}
