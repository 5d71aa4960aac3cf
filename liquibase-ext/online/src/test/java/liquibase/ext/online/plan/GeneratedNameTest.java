package liquibase.ext.online.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedNameTest {

    @Test
    void aNameThatFitsStaysWhole() {
        assertThat(GeneratedName.of("product", List.of("shop", "sku"), "key")).isEqualTo("product_shop_sku_key");
        String table = "t".repeat(57);
        assertThat(GeneratedName.of(table, List.of("c"), "key"))
                .isEqualTo(table + "_c_key")
                .hasSize(63);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "ä", "表", "😀"})
    void aLongNameIsCutBetweenCharacters(String character) {
        String name = GeneratedName.of(character.repeat(60), List.of("columnname"), "not_null");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(60, 63);
        assertThat(name).matches("(" + character + ")+_[0-9a-f]{8}_not_null");
    }

    @Test
    void longNamesThatDifferOnlyAtTheEndStayDifferent() {
        String table = "t".repeat(70);
        assertThat(GeneratedName.of(table, List.of("a"), "key"))
                .isEqualTo(GeneratedName.of(table, List.of("a"), "key"))
                .isNotEqualTo(GeneratedName.of(table, List.of("b"), "key"));
    }
}
