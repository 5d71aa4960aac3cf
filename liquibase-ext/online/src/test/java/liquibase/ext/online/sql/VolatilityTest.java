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

    /** Columns stand in parentheses behind names that call nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH d AS (DELETE FROM a RETURNING *) INSERT INTO s.b (x, y) SELECT f(x), y FROM d",
                "WITH d (x, y) AS (SELECT 1, 2) SELECT f(x) FROM d",
                "WITH RECURSIVE a (n) AS (SELECT 1), b (m) AS NOT MATERIALIZED (VALUES (1)) SELECT f(n) FROM a, b",
                "SELECT f(x.i) FROM (VALUES (1)) x (i), LATERAL generate_series(1, 2) AS \"G\" (n)",
                "INSERT INTO t (a) VALUES (f(1)) ON CONFLICT (a) DO UPDATE SET (a, b) = ROW (1, 2)",
                "SELECT * FROM big TABLESAMPLE bernoulli (f(1)) GROUP BY ROLLUP (a), CUBE (b), GROUPING SETS ((a), (b))",
                "SELECT * FROM now(), f(1) AS (a int, b text)",
                "MERGE INTO t USING s ON t.a = s.a WHEN NOT MATCHED THEN INSERT (a) VALUES (f(s.a))",
                "SELECT 1 WHERE (a) AND f(a)",
            })
    void columnsAreNoArguments(String query) {
        assertThat(Volatility.of(query).unknownFunctions()).containsExactly("f");
    }
}
