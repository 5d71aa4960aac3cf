package liquibase.ext.online.lint.source;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** Decodes a file's bytes; the byte order mark, when there is one, decides and is left out of the text. */
final class Encoding {
    /** An XML declaration is the first thing in its file and short. */
    private static final int DECLARATION_LENGTH = 200;

    private Encoding() {}

    /** The text of an XML file: by its mark, then by its declaration, then UTF-8. */
    static String decodeXml(byte[] content) {
        return decode(content, declared(content));
    }

    /** The text of any other file: by its mark, otherwise in this encoding. */
    static String decode(byte[] content, Charset otherwise) {
        if (startsWith(content, 0xEF, 0xBB, 0xBF)) {
            return text(content, 3, StandardCharsets.UTF_8);
        } else if (startsWith(content, 0xFF, 0xFE, 0, 0)) {
            return text(content, 4, Charset.forName("UTF-32LE"));
        } else if (startsWith(content, 0, 0, 0xFE, 0xFF)) {
            return text(content, 4, Charset.forName("UTF-32BE"));
        } else if (startsWith(content, 0xFF, 0xFE)) {
            return text(content, 2, StandardCharsets.UTF_16LE);
        } else if (startsWith(content, 0xFE, 0xFF)) {
            return text(content, 2, StandardCharsets.UTF_16BE);
        }
        return text(content, 0, otherwise);
    }

    private static Charset declared(byte[] content) {
        if (startsWith(content, 0, '<', 0, '?')) {
            return StandardCharsets.UTF_16BE;
        } else if (startsWith(content, '<', 0, '?', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        String head = new String(content, 0, Math.min(content.length, DECLARATION_LENGTH), StandardCharsets.ISO_8859_1);
        int end = head.startsWith("<?xml") ? head.indexOf("?>") : -1;
        int name = end < 0 ? -1 : head.lastIndexOf("encoding", end);
        int quote = name < 0 ? -1 : quoteAfter(head, name);
        int close = quote < 0 ? -1 : head.indexOf(head.charAt(quote), quote + 1);
        return close < 0 ? StandardCharsets.UTF_8 : charset(head.substring(quote + 1, close));
    }

    private static int quoteAfter(String head, int from) {
        for (int i = from; i < head.length(); i++) {
            if (head.charAt(i) == '"' || head.charAt(i) == '\'') {
                return i;
            }
        }
        return -1;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String text(byte[] content, int from, Charset charset) {
        return new String(content, from, content.length - from, charset);
    }

    private static boolean startsWith(byte[] content, int... mark) {
        if (content.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((content[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
