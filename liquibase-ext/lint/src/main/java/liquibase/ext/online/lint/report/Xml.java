package liquibase.ext.online.lint.report;

import java.io.IOException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML 1.0, one element a line; characters that it forbids become U+FFFD. */
final class Xml {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter xml;
    private int depth;
    private boolean holdsText;

    Xml(Appendable out) throws IOException {
        try {
            xml = FACTORY.createXMLStreamWriter(new AppendableWriter(out));
            // No encoding is named: text has none, and UTF-8 is what a file without one has.
            xml.writeStartDocument();
        } catch (XMLStreamException cannotWrite) {
            throw new IOException(cannotWrite);
        }
    }

    /** Begins an element; pairs of names and values follow. */
    Xml start(String name, String... attributes) throws IOException {
        try {
            line();
            xml.writeStartElement(name);
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(attributes[i], allowed(attributes[i + 1]));
            }
            depth++;
            return this;
        } catch (XMLStreamException cannotWrite) {
            throw new IOException(cannotWrite);
        }
    }

    /** An element without content. */
    Xml empty(String name, String... attributes) throws IOException {
        try {
            line();
            xml.writeEmptyElement(name);
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(attributes[i], allowed(attributes[i + 1]));
            }
            return this;
        } catch (XMLStreamException cannotWrite) {
            throw new IOException(cannotWrite);
        }
    }

    /** Text of the element begun last. */
    Xml text(String text) throws IOException {
        try {
            xml.writeCharacters(allowed(text));
            holdsText = true;
            return this;
        } catch (XMLStreamException cannotWrite) {
            throw new IOException(cannotWrite);
        }
    }

    /** Ends the element begun last. */
    Xml end() throws IOException {
        try {
            depth--;
            if (!holdsText) {
                line();
            }
            holdsText = false;
            xml.writeEndElement();
            return this;
        } catch (XMLStreamException cannotWrite) {
            throw new IOException(cannotWrite);
        }
    }

    /** Ends the document. */
    void finish() throws IOException {
        try {
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException cannotWrite) {
            throw new IOException(cannotWrite);
        }
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String allowed(String text) {
        StringBuilder allowed = null;
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text, i)) {
                allowed = allowed == null ? new StringBuilder(text) : allowed;
                allowed.setCharAt(i, '\uFFFD');
            }
        }
        return allowed == null ? text : allowed.toString();
    }

    private static boolean isAllowed(String text, int at) {
        char letter = text.charAt(at);
        if (Character.isHighSurrogate(letter)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(letter)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return letter >= ' ' ? letter < '\uFFFE' : letter == '\t' || letter == '\n' || letter == '\r';
    }
}
