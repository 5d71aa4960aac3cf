package liquibase.ext.online.it.lint;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.yaml.snakeyaml.Yaml;

/** A change of ours in a fix text, in the syntax of XML, YAML or JSON. */
final class FixChange {
    private FixChange() {}

    /** Whether these lines are one, and not SQL. */
    static boolean isOne(List<String> block) {
        return !block.isEmpty() && block.get(0).strip().matches("(<online:|- \\w+:|\\{\").*");
    }

    /** Reads it. */
    static FixText.Part part(List<String> block) {
        String text = String.join("\n", block);
        Map<String, Map<String, Object>> change = text.strip().startsWith("<") ? xml(text) : yaml(text);
        Map.Entry<String, Map<String, Object>> only =
                change.entrySet().iterator().next();
        return new FixText.Part(FixText.Where.INSTEAD, true, true, true, List.of(), only.getKey(), only.getValue(), "");
    }

    private static Map<String, Map<String, Object>> yaml(String text) {
        Object read = new Yaml().load(text.stripIndent());
        @SuppressWarnings("unchecked")
        Map<String, Map<String, Object>> change =
                (Map<String, Map<String, Object>>) (read instanceof List<?> list ? list.get(0) : read);
        return change;
    }

    private static Map<String, Map<String, Object>> xml(String text) {
        try {
            Element change = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text.strip())))
                    .getDocumentElement();
            Map<String, Object> attributes = attributes(change);
            List<Map<String, Object>> columns = new ArrayList<>();
            for (Element child : children(change)) {
                if (child.getTagName().equals("where")) {
                    attributes.put("where", child.getTextContent());
                } else {
                    Map<String, Object> column = attributes(child);
                    children(child).forEach(inner -> column.put(inner.getTagName(), attributes(inner)));
                    columns.add(Map.of("column", column));
                }
            }
            if (!columns.isEmpty()) {
                attributes.put("columns", columns);
            }
            return Map.of(change.getTagName().replaceFirst(".*:", ""), attributes);
        } catch (Exception unreadable) {
            throw new IllegalArgumentException(text, unreadable);
        }
    }

    private static Map<String, Object> attributes(Element element) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        NamedNodeMap all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            attributes.put(all.item(i).getNodeName(), all.item(i).getNodeValue());
        }
        return attributes;
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
