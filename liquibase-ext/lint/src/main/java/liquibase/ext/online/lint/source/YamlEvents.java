package liquibase.ext.online.lint.source;

import java.io.StringReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads YAML node by node, so that no more than one changeSet of a long file is held, and what has an anchor. */
final class YamlEvents {
    /** SnakeYAML's own limit, which holds when Liquibase reads the file. */
    private static final int DEEPEST = 50;

    private final Iterator<Event> events;
    private final int length;
    /** The code point indexes of the characters that are two UTF-16 units long. */
    private final int[] wide;

    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final YamlComments comments;
    private @Nullable Event peeked;

    YamlEvents(String text, YamlComments comments) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
        this.length = text.length();
        this.wide = wide(text);
        this.comments = comments;
    }

    /** Whether the next event is of this kind; it is stepped over when it is. */
    boolean accept(Event.ID kind) throws MalformedException {
        boolean there = peek().is(kind);
        peeked = there ? null : peeked;
        return there;
    }

    /** The next node with all that is in it. */
    YamlNode node() throws MalformedException {
        return node(1);
    }

    private YamlNode node(int depth) throws MalformedException {
        Event event = next();
        int start = index(event.getStartMark());
        if (depth > DEEPEST) {
            throw new MalformedException("Nested deeper than " + DEEPEST, start, start);
        }
        if (event instanceof AliasEvent alias) {
            YamlNode node = anchors.get(alias.getAnchor());
            return node != null ? node : new YamlNode(YamlNode.Kind.TEXT, start, start, "");
        }
        YamlNode node = event instanceof ScalarEvent scalar ? scalar(scalar, start) : collection(event, start, depth);
        String anchor = event instanceof NodeEvent named ? named.getAnchor() : null;
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private YamlNode scalar(ScalarEvent scalar, int start) {
        int end = index(scalar.getEndMark());
        YamlNode.Kind kind = scalar.isPlain()
                ? YamlNode.Kind.PLAIN
                : scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                        ? YamlNode.Kind.DOUBLE_QUOTED
                        : YamlNode.Kind.TEXT;
        comments.scalar(start, end);
        return new YamlNode(kind, start, end, scalar.getValue());
    }

    private YamlNode collection(Event event, int start, int depth) throws MalformedException {
        if (event instanceof SequenceStartEvent) {
            YamlNode sequence = new YamlNode(YamlNode.Kind.SEQUENCE, start, start, "");
            while (!accept(Event.ID.SequenceEnd)) {
                sequence.items.add(node(depth + 1));
            }
            return sequence;
        } else if (event instanceof MappingStartEvent) {
            YamlNode mapping = new YamlNode(YamlNode.Kind.MAPPING, start, start, "");
            while (!accept(Event.ID.MappingEnd)) {
                add(mapping, new YamlNode.Entry(node(depth + 1), node(depth + 1)));
            }
            return mapping;
        }
        String what = event instanceof CollectionEndEvent ? "A value is missing" : "The file ends too early";
        throw new MalformedException(what, start, start);
    }

    /** A mapping's own keys count before those that it merges, wherever they stand, and of those the first. */
    private static void add(YamlNode mapping, YamlNode.Entry entry) {
        if (entry.key().kind == YamlNode.Kind.PLAIN && entry.key().value.equals("<<")) {
            merge(mapping, entry.value());
            return;
        }
        mapping.entries.removeIf(
                merged -> mapping.merged.contains(merged) && merged.key().value.equals(entry.key().value));
        mapping.entries.add(entry);
    }

    private static void merge(YamlNode mapping, YamlNode value) {
        for (YamlNode.Entry merged : value.entries) {
            if (mapping.get(merged.key().value) == null) {
                mapping.entries.add(merged);
                mapping.merged.add(merged);
            }
        }
        value.items.forEach(one -> merge(mapping, one));
    }

    private Event next() throws MalformedException {
        Event event = peek();
        peeked = null;
        return event;
    }

    private Event peek() throws MalformedException {
        if (peeked == null) {
            peeked = advance();
        }
        return peeked;
    }

    private Event advance() throws MalformedException {
        try {
            if (!events.hasNext()) {
                throw new MalformedException("The file ends too early", length, length);
            }
            return events.next();
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 0 : index(e.getProblemMark());
            throw new MalformedException(String.valueOf(e.getProblem()), at, at);
        } catch (ReaderException e) {
            int at = utf16(e.getPosition());
            throw new MalformedException("A character that YAML does not allow", at, at);
        } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // What SnakeYAML throws on some broken escapes.
            throw new MalformedException(String.valueOf(e.getMessage()), 0, 0);
        }
    }

    private int index(Mark mark) {
        return utf16(mark.getIndex());
    }

    private int utf16(int codePoint) {
        if (wide.length == 0) {
            return codePoint;
        }
        int found = Arrays.binarySearch(wide, codePoint);
        return codePoint + (found >= 0 ? found : -found - 1);
    }

    private static int[] wide(String text) {
        int[] wide = new int[0];
        int count = 0;
        for (int i = 0; i + 1 < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i)) && Character.isLowSurrogate(text.charAt(i + 1))) {
                wide = count == wide.length ? Arrays.copyOf(wide, Math.max(16, count * 2)) : wide;
                wide[count] = i - count;
                count++;
            }
        }
        return Arrays.copyOf(wide, count);
    }
}
