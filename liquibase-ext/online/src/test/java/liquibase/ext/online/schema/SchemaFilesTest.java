package liquibase.ext.online.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import liquibase.ext.online.GoldenFile;
import liquibase.ext.online.change.OnlineChange;
import org.junit.jupiter.api.Test;

class SchemaFilesTest {
    private static final String XSD = OnlineChange.NAMESPACE + "/liquibase-online-0.1.xsd";

    @Test
    void theXmlSchemaSaysWhatTheMetadataSays() {
        new GoldenFile("src/main/resources/" + XSD.replace("https://", "")).assertContains(Xsd.of(ChangeType.all()));
    }

    @Test
    void theJsonSchemaSaysWhatTheMetadataSays() {
        new GoldenFile("src/main/resources/liquibase-online/liquibase-online-0.1.schema.json")
                .assertContains(JsonSchema.of(ChangeType.all()));
    }

    /** Liquibase looks for the lower-case form. */
    @Test
    void theAddressOfTheXmlSchemaIsLowerCase() {
        assertThat(XSD).isEqualTo(XSD.toLowerCase(Locale.ROOT));
    }

    @Test
    void everyAttributeOfOursIsDocumented() {
        assertThat(ChangeType.all())
                .isNotEmpty()
                .flatExtracting(ChangeType::attributes)
                .allSatisfy(attribute ->
                        assertThat(attribute.description()).as(attribute.name()).isNotBlank());
    }
}
