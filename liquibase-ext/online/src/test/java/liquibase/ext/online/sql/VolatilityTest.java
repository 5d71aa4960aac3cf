package liquibase.ext.online.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolatilityTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "now()",
                "'random()'",
                "CAST('a' AS varchar(10))",
                "coalesce(NULL, lower('X'))",
                "pg_catalog.now()",
                "CURRENT_TIMESTAMP(3)",
                "ARRAY[(1)]",
                "a IN (1, 2)"
            })
    void knowsWhatGivesEveryRowTheSameValue(String expression) {
        assertThat(Volatility.of(expression).mayBeVolatile()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"random()", "NextVal('s')", "'a' || gen_random_uuid()::text", "coalesce(1, clock_timestamp ())"})
    void knowsWhatGivesEveryRowItsOwn(String expression) {
        assertThat(Volatility.of(expression).volatileFunction()).isTrue();
    }

    @Test
    void namesTheFunctionsThatOnlyTheCatalogKnows() {
        assertThat(Volatility.of("f(1) + s.\"G\"(now()) + public.now()").unknownFunctions())
                .containsExactly("f", "s.\"G\"", "public.now");
    }
}
