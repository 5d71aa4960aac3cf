package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowKeyTest {
    private static final RowKey NONE = new RowKey(List.of());
    private static final RowKey ONE = new RowKey(List.of(Keys.of("id", "pg_catalog.int8")));
    private static final RowKey TWO =
            new RowKey(List.of(Keys.of("Tenant", "pg_catalog.text"), Keys.of("id", "pg_catalog.numeric")));
    private static final RowKey ARRAY = new RowKey(List.of(Keys.of("path", "pg_catalog._int4")));

    @Test
    void withoutAKeyARowIsKnownByItsPlace() {
        assertThat(NONE.stays()).isFalse();
        assertThat(NONE.array()).isEqualTo("ARRAY[ctid::pg_catalog.text]");
        assertThat(NONE.anyOf(List.of(List.of("(0,1)"), List.of("(7,2)"))))
                .isEqualTo("ctid OPERATOR(pg_catalog.=) ANY (ARRAY['(0,1)', '(7,2)']::pg_catalog.tid[])");
        assertThat(NONE.describe(List.of("(0,1)"))).isEqualTo("ctid = (0,1)");
    }

    @Test
    void oneColumn() {
        assertThat(ONE.array()).isEqualTo("ARRAY[id::pg_catalog.text]");
        assertThat(ONE.anyOf(List.of(List.of("1"), List.of("2"))))
                .isEqualTo("id::pg_catalog.int8 OPERATOR(pg_catalog.=) ANY (ARRAY['1', '2']::pg_catalog.int8[])");
        assertThat(ONE.describe(List.of("1"))).isEqualTo("id = 1");
        assertThat(ONE.hasAnyOf(List.of("sku", "id"))).isTrue();
        assertThat(ONE.hasAnyOf(List.of("sku"))).isFalse();
    }

    @Test
    void severalColumns() {
        assertThat(TWO.array()).isEqualTo("ARRAY[\"Tenant\"::pg_catalog.text, id::pg_catalog.text]");
        assertThat(TWO.anyOf(List.of(List.of("a'b", "1.50"), List.of("c", "2.00"))))
                .isEqualTo("EXISTS (SELECT FROM (VALUES ('a''b'::pg_catalog.text, '1.50'::pg_catalog.numeric),"
                        + " ('c'::pg_catalog.text, '2.00'::pg_catalog.numeric)) AS online_rows (online_0, online_1) WHERE"
                        + " \"Tenant\"::pg_catalog.text OPERATOR(pg_catalog.=) online_rows.online_0 AND"
                        + " id::pg_catalog.numeric OPERATOR(pg_catalog.=) online_rows.online_1)");
        assertThat(TWO.describe(List.of("a'b", "1.50"))).isEqualTo("\"Tenant\" = a'b, id = 1.50");
    }

    /** {@code integer[][]} is the same as {@code integer[]}, and its elements are integers. */
    @Test
    void anArrayOfArraysIsNoList() {
        assertThat(ARRAY.anyOf(List.of(List.of("{1,2}"), List.of("{3}"))))
                .isEqualTo(
                        "EXISTS (SELECT FROM (VALUES ('{1,2}'::pg_catalog._int4), ('{3}'::pg_catalog._int4)) AS"
                                + " online_rows (online_0) WHERE path::pg_catalog._int4 OPERATOR(pg_catalog.=) online_rows.online_0)");
    }
}
