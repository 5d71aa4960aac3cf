package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import liquibase.ext.online.plan.RowWork.Event;
import liquibase.ext.online.server.Refusal;
import liquibase.ext.online.sql.QualifiedName;
import org.junit.jupiter.api.Test;

class RefusedRowsTest {
    private static final QualifiedName PART = new QualifiedName("public", "product");
    private static final RowKey KEY = new RowKey(List.of(Keys.of("id", "pg_catalog.int8")));

    private final RefusedRows rows = new RefusedRows(Event.UPDATE);

    private void add(int from, int to) throws Exception {
        for (int id = from; id <= to; id++) {
            rows.add(PART, KEY, List.of(String.valueOf(id)), "division by zero");
        }
    }

    @Test
    void aRowIsKnownByItsPartAndKey() throws Exception {
        add(1, 1);
        add(1, 1);
        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.contains(PART, KEY, List.of("1"))).isTrue();
        assertThat(rows.contains(PART, KEY, List.of("2"))).isFalse();
        assertThat(rows.contains(new QualifiedName("public", "product_1"), KEY, List.of("1")))
                .isFalse();
        assertThat(rows.describe()).isEqualTo("public.product (id = 1): division by zero");
    }

    @Test
    void tenAreNamed() throws Exception {
        add(1, 12);
        assertThat(rows.describe())
                .contains("(id = 10): division by zero; and 2 more")
                .doesNotContain("(id = 11)");
    }

    @Test
    void aThousandAreTheMost() throws Exception {
        add(1, 1_000);
        assertThatThrownBy(() -> add(1_001, 1_001))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith(
                        "more than 1000 rows cannot be written, for example public.product (id = 1): division by zero; ");
    }

    @Test
    void whatSomebodyMendedIsForgotten() throws Exception {
        add(1, 3);
        rows.retain(Set.of(RefusedRows.name(PART, KEY, List.of("2"))));
        assertThat(rows.describe()).isEqualTo("public.product (id = 2): division by zero");
    }
}
