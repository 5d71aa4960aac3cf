package liquibase.ext.online.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final QualifiedName TABLE = new QualifiedName("shop", "product");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "year",
                "upper(year)",
                "coalesce( \"year\" , 0)",
                "product.year + 1",
                "shop.product.YEAR * 2",
                "CASE year WHEN 1 THEN 2 END",
                "1 + (2 * (year))",
                "(SELECT 1) + year",
                "year::text",
                "trim(both from year)",
                "/* the */ year -- of the row",
                "NOT year AND true",
                "$$year$$ || year",
            })
    void readsTheColumnOfItsRow(String text) {
        assertThat(new Expression(text).reads(TABLE, "year")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'year'",
                "\"Year\"",
                "-- year\n1",
                "/* year */ 1",
                "$x$year$x$",
                "extract(year FROM made)",
                "year(made)",
                "made::year",
                "CAST(made AS year)",
                "c.year",
                "make(year => 1)",
                "made AT TIME year",
                "made COLLATE \"year\"",
                "year '2020'",
                "x::double year",
                "(SELECT year FROM category)",
                "(SELECT avg(product.year) FROM product)",
                "years",
            })
    void doesNotForCertainReadIt(String text) {
        assertThat(new Expression(text).reads(TABLE, "year")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NULL",
                "null",
                "(NULL)",
                "NULL::text",
                "CAST(NULL AS numeric(9, 2))",
                "((null)::text[])",
                "NULL -- x"
            })
    void isNull(String text) {
        assertThat(new Expression(text).isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'NULL'",
                "nullif(a, b)",
                "NULL || a",
                "coalesce(NULL, a)",
                "NULL::text || 'x'",
                "a",
                "(NULL IS NULL)"
            })
    void isNotNull(String text) {
        assertThat(new Expression(text).isNull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "(a)|true",
                "a) OR (b|false",
                "(a|false",
                "a; DELETE FROM b|false",
                "';'|true",
                "')'|true",
                "'a|false",
                "/* a|false",
                "a -- )|true",
            })
    void isWhole(String text, boolean whole) {
        assertThat(new Expression(text).isWhole()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "shop.product.a + Shop . \"product\".b|product.a + \"product\".b",
                "a = 'shop.product.a' -- shop.product.a|a = 'shop.product.a' -- shop.product.a",
                "other.product.a|other.product.a",
                "x.shop.product.a|x.shop.product.a",
                "(SELECT 1 FROM shop.product)|(SELECT 1 FROM shop.product)",
                "(SELECT shop.product.a FROM archive.product)|(SELECT shop.product.a FROM archive.product)",
                "(SELECT c.n FROM c WHERE c.id = shop.product.a)|(SELECT c.n FROM c WHERE c.id = product.a)",
            })
    void namesTheTableWithoutItsSchema(String text, String shorter) {
        assertThat(new Expression(text).withoutSchema(TABLE).text()).isEqualTo(shorter);
    }

    @Test
    void aCheckNamesColumnsAlone() {
        assertThat(new Expression("shop.product.a > \"product\".b AND product.f(a) AND c::product.t = 'product.a'")
                        .inCheckOf(TABLE)
                        .text())
                .isEqualTo("a > b AND product.f(a) AND c::product.t = 'product.a'");
    }

    @ParameterizedTest
    @CsvSource({
        "sku IS NULL, true",
        "( (SKU is null) ) -- all, true",
        "\"sku\" IS NULL, true",
        "\"SKU\" IS NULL, false",
        "sku IS NOT NULL, false",
        "sku IS NULL OR true, false",
        "(sku IS NULL) AND (n IS NULL), false",
        "name IS NULL, false"
    })
    void isTheNullTestOfTheColumn(String text, boolean expected) {
        assertThat(new Expression(text).isNullTestOf("sku")).isEqualTo(expected);
    }

    @Test
    void aFunctionWithoutParenthesesIsNoColumn() {
        assertThat(new Expression("current_schema IS NULL").isNullTestOf("current_schema"))
                .isFalse();
    }

    @Test
    void aLineCommentEnds() {
        assertThat(new Expression("a -- b").closed()).isEqualTo("a -- b\n");
        assertThat(new Expression("a").closed()).isEqualTo("a");
    }
}
