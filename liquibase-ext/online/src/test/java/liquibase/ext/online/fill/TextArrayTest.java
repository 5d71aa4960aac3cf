package liquibase.ext.online.fill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The output is the server's own; the integration tests take such keys there and back. */
class TextArrayTest {
    @Test
    void readsWhatTheServerWrites() {
        assertThat(TextArray.read("{1,2}")).containsExactly("1", "2");
        assertThat(TextArray.read("{}")).isEmpty();
        assertThat(TextArray.read("{\"\"}")).containsExactly("");
        assertThat(TextArray.read("{\"a,b\",\"{c}\",\"say \\\"hi\\\"\",\"back\\\\slash\",\" \"}"))
                .containsExactly("a,b", "{c}", "say \"hi\"", "back\\slash", " ");
        assertThat(TextArray.read("{\"NULL\",nil}")).containsExactly("NULL", "nil");
        assertThat(TextArray.read("{ä€\uD83D\uDE00,日本}")).containsExactly("ä€\uD83D\uDE00", "日本");
        assertThat(TextArray.read(null)).isNull();
    }

    @Test
    void writesAnExpression() {
        assertThat(TextArray.sql(List.of("a", "O'Brien", "\\"))).isEqualTo("ARRAY['a', 'O''Brien', E'\\\\']::text[]");
        assertThat(TextArray.sql(List.of())).isEqualTo("ARRAY[]::text[]");
        assertThat(TextArray.sql(null)).isEqualTo("NULL");
    }
}
