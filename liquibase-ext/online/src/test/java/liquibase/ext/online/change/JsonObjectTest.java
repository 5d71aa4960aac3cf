package liquibase.ext.online.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    @Test
    void anyTextIsReadAsItWasWritten() throws Exception {
        StringBuilder all = new StringBuilder();
        for (char c = 0; c < 0x2100; c++) {
            all.append(c);
        }
        String text = all.append("𝄞 \ud800 \\u0041 \"").toString();
        String json = new JsonObject().with(text, text).toString();
        assertThat(json).matches("[ -~]*");
        JsonNode read = new ObjectMapper().readTree(json);
        assertThat(read.fieldNames().next()).isEqualTo(text);
        assertThat(read.get(text).textValue()).isEqualTo(text);
    }

    @Test
    void numbersAreNumbersAndWhatIsNoneIsLeftOut() {
        assertThat(new JsonObject()
                        .with("long", Long.MIN_VALUE)
                        .with("large", 1.26e9)
                        .with("none", Double.NaN)
                        .with("never", Double.POSITIVE_INFINITY)
                        .with("nothing", (String) null)
                        .with("yes", true)
                        .with("in", new JsonObject())
                        .withTexts("texts", List.of("a", "b\n"))
                        .withObjects("objects", List.of(new JsonObject(), new JsonObject().with("n", 0.05))))
                .hasToString("{\"long\": -9223372036854775808, \"large\": 1260000000.0, \"yes\": true, \"in\": {},"
                        + " \"texts\": [\"a\", \"b\\n\"], \"objects\": [{}, {\"n\": 0.1}]}");
    }
}
