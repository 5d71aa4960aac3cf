package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import liquibase.parser.LiquibaseParser;
import liquibase.parser.NamespaceDetails;
import liquibase.parser.core.xml.XMLChangeLogSAXParser;
import liquibase.serializer.LiquibaseSerializer;
import liquibase.serializer.core.xml.XMLChangeLogSerializer;

/** Tells Liquibase the prefix and the schema of our namespace, for changelogs that it writes. */
@AutoService(NamespaceDetails.class)
public final class OnlineNamespaceDetails implements NamespaceDetails {
    private static final String SCHEMA = OnlineChange.NAMESPACE + "/liquibase-online-0.1.xsd";

    @Override
    public int getPriority() {
        return PRIORITY_EXTENSION;
    }

    @Override
    public boolean supports(LiquibaseSerializer serializer, String namespaceOrUrl) {
        return serializer instanceof XMLChangeLogSerializer && isOurs(namespaceOrUrl);
    }

    @Override
    public boolean supports(LiquibaseParser parser, String namespaceOrUrl) {
        return parser instanceof XMLChangeLogSAXParser && isOurs(namespaceOrUrl);
    }

    private static boolean isOurs(String namespaceOrUrl) {
        return namespaceOrUrl.equals(OnlineChange.NAMESPACE) || namespaceOrUrl.equals(SCHEMA);
    }

    @Override
    public String getShortName(String namespaceOrUrl) {
        return "online";
    }

    @Override
    public String getSchemaUrl(String namespaceOrUrl) {
        return SCHEMA;
    }

    @Override
    public String[] getNamespaces() {
        return new String[] {OnlineChange.NAMESPACE};
    }
}
