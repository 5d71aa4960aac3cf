package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import liquibase.ext.online.server.Relations.KeyColumn;
import org.junit.jupiter.api.Test;

class RowKeyTest {
    private static final RowKey NONE = new RowKey(List.of());
    private static final RowKey ONE = new RowKey(List.of(new KeyColumn("id", "bigint")));
    private static final RowKey TWO =
            new RowKey(List.of(new KeyColumn("Tenant", "text"), new KeyColumn("id", "numeric(10,2)")));
    private static final RowKey ARRAY = new RowKey(List.of(new KeyColumn("path", "integer[]")));

    @Test
    void withoutAKeyARowIsKnownByItsPlace() {
        assertThat(NONE.stays()).isFalse();
        assertThat(NONE.array()).isEqualTo("ARRAY[ctid::text]");
        assertThat(NONE.anyOf(List.of(List.of("(0,1)"), List.of("(7,2)"))))
                .isEqualTo("ctid = ANY (ARRAY['(0,1)', '(7,2)']::tid[])");
        assertThat(NONE.describe(List.of("(0,1)"))).isEqualTo("ctid = (0,1)");
    }

    @Test
    void oneColumn() {
        assertThat(ONE.array()).isEqualTo("ARRAY[id::text]");
        assertThat(ONE.anyOf(List.of(List.of("1"), List.of("2")))).isEqualTo("id = ANY (ARRAY['1', '2']::bigint[])");
        assertThat(ONE.describe(List.of("1"))).isEqualTo("id = 1");
        assertThat(ONE.hasAnyOf(List.of("sku", "id"))).isTrue();
        assertThat(ONE.hasAnyOf(List.of("sku"))).isFalse();
    }

    @Test
    void severalColumns() {
        assertThat(TWO.array()).isEqualTo("ARRAY[\"Tenant\"::text, id::text]");
        assertThat(TWO.anyOf(List.of(List.of("a'b", "1.50"), List.of("c", "2.00"))))
                .isEqualTo("(\"Tenant\", id) IN (SELECT * FROM unnest(ARRAY['a''b', 'c']::text[], ARRAY['1.50',"
                        + " '2.00']::numeric(10,2)[]))");
        assertThat(TWO.describe(List.of("a'b", "1.50"))).isEqualTo("\"Tenant\" = a'b, id = 1.50");
    }

    /** {@code integer[][]} is the same as {@code integer[]}, and its elements are integers. */
    @Test
    void anArrayOfArraysIsNoList() {
        assertThat(ARRAY.anyOf(List.of(List.of("{1,2}"), List.of("{3}"))))
                .isEqualTo("(path) IN (('{1,2}'::integer[]), ('{3}'::integer[]))");
    }
}
