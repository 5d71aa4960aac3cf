package liquibase.ext.online.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken as proof that {@code a} is not NULL; {@code NotNullProofIT} asks servers about the same. */
class NotNullProofTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a IS NOT NULL",
                "((a IS NOT NULL))",
                "(A) is not null",
                "\"a\" NOTNULL",
                "t.a IS NOT NULL",
                "a IS DISTINCT FROM NULL",
                "((a IS NOT NULL) AND (b IS NOT NULL))",
                "b IS NOT NULL AND (c > 0 AND (d AND a IS NOT NULL))",
                "b BETWEEN 1 AND 2 AND a IS NOT NULL",
                "NOT b AND a IS NOT NULL AND c",
                "CASE WHEN b AND c THEN d END AND a IS NOT NULL",
                "(b).end = 1 AND a IS NOT NULL",
                "b = ' OR ' AND a IS NOT NULL -- OR b"
            })
    void proves(String check) {
        assertThat(NotNullProof.of(check).proves("a", false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a > 0",
                "b IS NOT NULL",
                "a IS NOT NULL OR b",
                "NOT (a IS NOT NULL)",
                "NOT a IS NOT NULL",
                "a IS NULL",
                "(complete = ((a IS NOT NULL) AND (b IS NOT NULL)))",
                "complete = (a IS NOT NULL AND b IS NOT NULL)",
                "((a IS NOT NULL) AND (b IS NOT NULL)) IS DISTINCT FROM complete",
                "(a IS NOT NULL AND b) IS NOT NULL",
                "b BETWEEN c AND a IS NOT NULL",
                "b AND a IS NOT NULL OR c",
                "CASE WHEN b AND a IS NOT NULL AND c THEN true ELSE d END",
                "(CASE WHEN (b AND (a IS NOT NULL)) THEN true ELSE d END)",
                "(b).end = (c AND a IS NOT NULL AND d)",
                "b = 1 AND c = a IS NOT NULL",
                "(a, b) IS NOT NULL",
                "(ROW(a, b) IS NOT NULL)",
                "(a).b IS NOT NULL",
                "(b).a IS NOT NULL",
                "a::text IS NOT NULL",
                "((a COLLATE \"C\") IS NOT NULL)",
                "f(a) IS NOT NULL",
                "a[1] IS NOT NULL",
                "a IS NOT NULL = b",
                "ARRAY[b AND a IS NOT NULL AND c] = d",
                "'b AND a IS NOT NULL'"
            })
    void provesNothing(String check) {
        assertThat(NotNullProof.of(check).proves("a", false)).isFalse();
    }

    @Test
    void knowsNamesInQuotes() {
        assertThat(NotNullProof.of("\"say \"\"a\"\" OR\" IS NOT NULL").proves("say \"a\" OR", false))
                .isTrue();
        assertThat(NotNullProof.of("(\"größe AND\" IS NOT NULL)").proves("größe AND", false))
                .isTrue();
        assertThat(NotNullProof.of("\"A\" IS NOT NULL").proves("a", false)).isFalse();
        assertThat(NotNullProof.of("(\"order\" IS NOT NULL)").proves("order", false))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "user", "current_user", "true"})
    void takesNoKeywordForAColumn(String word) {
        assertThat(NotNullProof.of(word + " IS NOT NULL").proves(word, false)).isFalse();
        assertThat(NotNullProof.of("\"" + word + "\" IS NOT NULL").proves(word, false))
                .isTrue();
    }

    @Test
    void knowsThatARowIsMoreThanItsFields() {
        assertThat(NotNullProof.of("(a IS NOT NULL)").proves("a", true)).isFalse();
        assertThat(NotNullProof.of("(a IS DISTINCT FROM NULL)").proves("a", true))
                .isTrue();
    }
}
