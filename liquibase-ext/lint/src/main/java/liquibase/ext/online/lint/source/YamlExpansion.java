package liquibase.ext.online.lint.source;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.UnicodeReader;

/**
 * How much a YAML file's aliases stand for. Liquibase from 4.30 on follows them without a limit, so a file of a kilobyte
 * can keep it busy for years.
 */
public final class YamlExpansion {
    private static final long MOST = 10_000_000;

    private final Map<String, Long> sizes = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();

    private static final class Open {
        final @Nullable String anchor;
        long size = 1;

        Open(@Nullable String anchor) {
            this.anchor = anchor;
        }
    }

    private YamlExpansion() {
        open.push(new Open(null));
    }

    /** What is wrong with the aliases of a file, as a sentence without a full stop; null for nothing, or for broken YAML. */
    public static @Nullable String problem(byte[] content) {
        if (!contains(content, '&') || !contains(content, '*')) {
            return null;
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        YamlExpansion expansion = new YamlExpansion();
        try {
            for (Event event : new Yaml(options).parse(new UnicodeReader(new ByteArrayInputStream(content)))) {
                String problem = expansion.add(event);
                if (problem != null) {
                    return problem;
                }
            }
        } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            return null;
        }
        return null;
    }

    private @Nullable String add(Event event) {
        if (event instanceof CollectionStartEvent start) {
            open.push(new Open(start.getAnchor()));
            return null;
        } else if (event instanceof CollectionEndEvent) {
            Open ended = open.pop();
            return grow(ended.anchor, ended.size);
        } else if (event instanceof AliasEvent alias) {
            Long size = sizes.get(alias.getAnchor());
            boolean within = open.stream().anyMatch(around -> alias.getAnchor().equals(around.anchor));
            return within && size == null
                    ? "the alias *" + alias.getAnchor() + " stands within what it stands for, which never ends"
                    : grow(null, size == null ? 1 : size);
        } else if (event instanceof ScalarEvent) {
            return grow(((NodeEvent) event).getAnchor(), 1);
        }
        return null;
    }

    private @Nullable String grow(@Nullable String anchor, long size) {
        if (anchor != null) {
            sizes.put(anchor, size);
        }
        Open around = open.element();
        around.size += size;
        return around.size <= MOST ? null : "its aliases stand for more than 10 million values";
    }

    private static boolean contains(byte[] content, char wanted) {
        for (byte one : content) {
            if (one == wanted) {
                return true;
            }
        }
        return false;
    }
}
