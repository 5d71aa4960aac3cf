package liquibase.ext.online.schema;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.change.OnlineChange;
import liquibase.ext.online.schema.Attribute.Kind;

/** The XML schema: an element for each change type. Elements of Liquibase's own namespace are checked by its schema. */
final class Xsd {
    private Xsd() {}

    static String of(List<ChangeType> types) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- Written from the metadata of the change types by SchemaFilesTest, -Dupdate-golden. -->
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
                           xmlns="%1$s"
                           targetNamespace="%1$s"
                           elementFormDefault="qualified">

                  <xs:simpleType name="flag">
                    <xs:annotation>
                      <xs:documentation>true, false, or a changelog parameter such as ${name}</xs:documentation>
                    </xs:annotation>
                    <xs:restriction base="xs:string">
                      <xs:pattern value="true|false|.*\\$\\{.+\\}.*"/>
                    </xs:restriction>
                  </xs:simpleType>
                %2$s
                </xs:schema>
                """.formatted(
                        OnlineChange.NAMESPACE, types.stream().map(Xsd::element).collect(Collectors.joining("\n")));
    }

    private static String element(ChangeType type) {
        return """

                  <xs:element name="%s">
                    <xs:annotation>
                      <xs:documentation>%s</xs:documentation>
                    </xs:annotation>
                    <xs:complexType%s>
                %s%s    </xs:complexType>
                  </xs:element>""".formatted(
                        type.name(),
                        escaped(type.description()),
                        type.attributes().stream().anyMatch(attribute -> attribute.kind() == Kind.CONTENT)
                                ? " mixed=\"true\""
                                : "",
                        children(type.attributes()),
                        type.attributes().stream()
                                .filter(attribute -> attribute.kind() != Kind.LIST
                                        && attribute.kind() != Kind.TEXT_ELEMENT
                                        && attribute.kind() != Kind.CONTENT)
                                .map(Xsd::attribute)
                                .collect(Collectors.joining()));
    }

    /** The serializer of Liquibase writes text elements in our namespace, and authors write them in Liquibase's. */
    private static String children(List<Attribute> attributes) {
        List<Attribute> lists =
                attributes.stream().filter(a -> a.kind() == Kind.LIST).toList();
        String texts = attributes.stream()
                .filter(attribute -> attribute.kind() == Kind.TEXT_ELEMENT)
                .map(attribute -> "        <xs:element name=\"" + attribute.name()
                        + "\" type=\"xs:string\">\n          " + documentation(attribute) + "\n        </xs:element>\n")
                .collect(Collectors.joining());
        if (lists.isEmpty() && texts.isEmpty()) {
            return "";
        }
        boolean required = lists.stream().anyMatch(Attribute::required);
        return lists.stream()
                        .map(list -> "      <!-- " + list.name() + ": " + list.description() + " -->\n")
                        .collect(Collectors.joining())
                + "      <xs:choice minOccurs=\"" + (required ? 1 : 0) + "\" maxOccurs=\"unbounded\">\n" + texts
                + "        <xs:any namespace=\"##other\" processContents=\"lax\"/>\n      </xs:choice>\n";
    }

    private static String attribute(Attribute attribute) {
        String type = attribute.kind() == Kind.FLAG ? "flag" : "xs:string";
        return "      <xs:attribute name=\"" + attribute.name() + "\" type=\"" + type + "\""
                + (attribute.required() ? " use=\"required\"" : "") + ">\n        " + documentation(attribute)
                + "\n      </xs:attribute>\n";
    }

    private static String documentation(Attribute attribute) {
        return "<xs:annotation><xs:documentation>" + escaped(String.valueOf(attribute.description()))
                + "</xs:documentation></xs:annotation>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
