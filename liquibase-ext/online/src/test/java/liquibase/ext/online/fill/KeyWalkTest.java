package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import liquibase.ext.online.server.Relations.KeyColumn;
import liquibase.ext.online.sql.QualifiedName;
import org.junit.jupiter.api.Test;

class KeyWalkTest {
    private static final QualifiedName PART = new QualifiedName("shop", "Order");
    private static final KeyWalk ONE =
            new KeyWalk(PART, List.of(new KeyColumn("id", "bigint")), Stripes.BY_PLACE, false);
    private static final KeyWalk TWO = new KeyWalk(
            PART,
            List.of(new KeyColumn("Tenant", "character varying(10)"), new KeyColumn("order", "numeric(10,2)")),
            Stripes.BY_PLACE,
            false);

    @Test
    void rangesAreOpenBelowAndClosedAbove() {
        assertThat(ONE.between(List.of("7"), List.of("9"))).isEqualTo("(id) > ('7'::bigint) AND (id) <= ('9'::bigint)");
        assertThat(ONE.between(null, List.of("9"))).isEqualTo("(id) <= ('9'::bigint)");
    }

    @Test
    void namesAndValuesAreQuoted() {
        assertThat(TWO.between(null, List.of("O'Brien \\", "1.50")))
                .isEqualTo(
                        "(\"Tenant\", \"order\") <= (E'O''Brien \\\\'::character varying(10), '1.50'::numeric(10,2))");
    }

    @Test
    void placesAreFoundInTheOrderOfTheKeyAndNotOfItsText() {
        assertThat(ONE.lastKey())
                .isEqualTo("SELECT t.id::text FROM ONLY shop.\"Order\" AS t ORDER BY t.id DESC LIMIT 1");
        assertThat(TWO.keyAfter(null, List.of("a", "2"), 500))
                .isEqualTo(
                        "SELECT t.\"Tenant\"::text, t.\"order\"::text FROM ONLY shop.\"Order\" AS t WHERE (\"Tenant\","
                                + " \"order\") <= ('a'::character varying(10), '2'::numeric(10,2)) ORDER BY t.\"Tenant\","
                                + " t.\"order\" LIMIT 1 OFFSET 499");
    }

    @Test
    void theLargestBatchHasANumber() {
        assertThat(ONE.keyAfter(null, List.of("9"), 4L * Integer.MAX_VALUE)).endsWith(" OFFSET 8589934587");
    }
}
