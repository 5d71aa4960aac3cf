package liquibase.ext.online.lint.source;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Ids and authors as Liquibase sees them: YAML makes numbers of some, so that {@code 007} is the changeSet 7. */
final class YamlValues {
    private final Resolver resolver = new Resolver();
    private final Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));

    /** The value of a scalar; empty for none. */
    String of(@Nullable YamlNode node) {
        if (node == null || !node.isScalar()) {
            return "";
        }
        String value = node.value;
        if (node.kind != YamlNode.Kind.PLAIN || isPlainNumber(value)) {
            return value;
        }
        Tag tag = resolver.resolve(NodeId.scalar, value, true);
        if (!tag.equals(Tag.INT) && !tag.equals(Tag.FLOAT) && !tag.equals(Tag.BOOL)) {
            return value;
        }
        Object loaded = yaml.load(value);
        return String.valueOf(loaded);
    }

    private static boolean isPlainNumber(String value) {
        if (value.isEmpty() || value.charAt(0) == '0' || value.length() > 18) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
