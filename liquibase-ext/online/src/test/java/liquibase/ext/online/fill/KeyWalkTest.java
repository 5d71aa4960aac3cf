package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import liquibase.ext.online.sql.QualifiedName;
import org.junit.jupiter.api.Test;

class KeyWalkTest {
    private static final QualifiedName PART = new QualifiedName("shop", "Order");
    private static final KeyWalk ONE =
            new KeyWalk(PART, List.of(Keys.of("id", "pg_catalog.int8")), Stripes.BY_PLACE, false);
    private static final KeyWalk TWO = new KeyWalk(
            PART,
            List.of(Keys.of("Tenant", "pg_catalog.text"), Keys.of("order", "pg_catalog.numeric")),
            Stripes.BY_PLACE,
            false);
    private static final KeyWalk MIXED = new KeyWalk(
            PART,
            List.of(
                    Keys.of("a", "pg_catalog.int8"),
                    Keys.of("b", "public.citext", "public"),
                    Keys.of("c", "pg_catalog.int8")),
            Stripes.BY_PLACE,
            false);

    @Test
    void rangesAreOpenBelowAndClosedAbove() {
        assertThat(ONE.between(List.of("7"), List.of("9")))
                .isEqualTo("(id::pg_catalog.int8) OPERATOR(pg_catalog.>) ('7'::pg_catalog.int8) AND"
                        + " (id::pg_catalog.int8) OPERATOR(pg_catalog.<=) ('9'::pg_catalog.int8)");
        assertThat(ONE.between(null, List.of("9")))
                .isEqualTo("(id::pg_catalog.int8) OPERATOR(pg_catalog.<=) ('9'::pg_catalog.int8)");
    }

    @Test
    void namesAndValuesAreQuoted() {
        assertThat(TWO.between(null, List.of("O'Brien \\", "1.50")))
                .isEqualTo("(\"Tenant\"::pg_catalog.text, \"order\"::pg_catalog.numeric) OPERATOR(pg_catalog.<=)"
                        + " (E'O''Brien \\\\'::pg_catalog.text, '1.50'::pg_catalog.numeric)");
    }

    @Test
    void columnsWithOperatorsOfTheirOwnAreComparedOneByOne() {
        assertThat(MIXED.between(null, List.of("1", "x", "3"))
                        .replace("::pg_catalog.int8", "")
                        .replace("pg_catalog.", ""))
                .isEqualTo("a OPERATOR(<=) '1' AND (a OPERATOR(<) '1' OR (a OPERATOR(=) '1' AND"
                        + " (b::public.citext OPERATOR(public.<) 'x'::public.citext OR"
                        + " (b::public.citext OPERATOR(public.=) 'x'::public.citext AND c OPERATOR(<=) '3'))))");
        assertThat(MIXED.between(List.of("1", "x", "3"), List.of("2", "y", "4")))
                .startsWith("a::pg_catalog.int8 OPERATOR(pg_catalog.>=) '1'::pg_catalog.int8 AND"
                        + " (a::pg_catalog.int8 OPERATOR(pg_catalog.>) '1'::pg_catalog.int8 OR ");
    }

    @Test
    void placesAreFoundInTheOrderOfTheKeyAndNotOfItsText() {
        assertThat(ONE.lastKey())
                .isEqualTo("SELECT t.id::pg_catalog.text FROM ONLY shop.\"Order\" AS t ORDER BY t.id::pg_catalog.int8"
                        + " USING OPERATOR(pg_catalog.>) LIMIT 1");
        assertThat(TWO.keyAfter(null, List.of("a", "2"), 500))
                .startsWith(
                        "SELECT t.\"Tenant\"::pg_catalog.text, t.\"order\"::pg_catalog.text FROM ONLY shop.\"Order\" AS t"
                                + " WHERE (\"Tenant\"::pg_catalog.text, ")
                .endsWith(" ORDER BY t.\"Tenant\"::pg_catalog.text USING OPERATOR(pg_catalog.<),"
                        + " t.\"order\"::pg_catalog.numeric USING OPERATOR(pg_catalog.<) LIMIT 1 OFFSET 499");
    }

    @Test
    void theLargestBatchHasANumber() {
        assertThat(ONE.keyAfter(null, List.of("9"), 4L * Integer.MAX_VALUE)).endsWith(" OFFSET 8589934587");
    }
}
