package liquibase.ext.online.lint.source;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Cuts XML into tags, text and comments with their exact stretches, which no parser of the JDK gives. A document type is
 * stepped over and no entity of it is known, so nothing outside the text is ever read and nothing expands.
 */
final class XmlScanner {
    /** What stands at the current stretch. */
    enum Kind {
        START,
        /** A start tag that ends its element too. */
        EMPTY,
        END,
        TEXT,
        CDATA,
        COMMENT,
        EOF
    }

    private final String xml;
    private final Deque<String> open = new ArrayDeque<>();
    private int start;
    private int end;
    private String name = "";

    XmlScanner(String xml) {
        this.xml = xml;
    }

    /** The index of the first character of what stands here. */
    int start() {
        return start;
    }

    /** The index behind the last character of what stands here. */
    int end() {
        return end;
    }

    /** The name of the tag that stands here, without its prefix. */
    String localName() {
        return name.substring(name.indexOf(':') + 1);
    }

    /** Goes on to the next stretch; processing instructions and the document type are left out. */
    Kind next() throws MalformedException {
        while (end < xml.length()) {
            start = end;
            if (xml.charAt(start) != '<') {
                int tag = xml.indexOf('<', start);
                end = tag < 0 ? xml.length() : tag;
                return Kind.TEXT;
            } else if (xml.startsWith("<!--", start)) {
                close("-->", 4, "The comment");
                return Kind.COMMENT;
            } else if (xml.startsWith("<![CDATA[", start)) {
                close("]]>", 9, "The CDATA section");
                return Kind.CDATA;
            } else if (xml.startsWith("<?", start)) {
                close("?>", 2, "The processing instruction");
            } else if (xml.startsWith("<!", start)) {
                documentType();
            } else {
                return tag();
            }
        }
        start = end;
        if (!open.isEmpty()) {
            throw new MalformedException("The file ends within <" + open.peek() + ">", end, end);
        }
        return Kind.EOF;
    }

    /** The attribute with this local name of the start tag that stands here; absent as an empty array, else its stretch. */
    int[] attribute(String localName) {
        int at = start + 1 + name.length();
        while (at < end) {
            int equals = XmlText.indexOf(xml, '=', at, end);
            if (equals < 0) {
                break;
            }
            int open = skipSpace(equals + 1);
            int close = xml.indexOf(xml.charAt(open), open + 1);
            int nameEnd = equals;
            while (nameEnd > at && isSpace(xml.charAt(nameEnd - 1))) {
                nameEnd--;
            }
            int nameStart = nameEnd - localName.length();
            if (nameStart > at
                    && xml.startsWith(localName, nameStart)
                    && (xml.charAt(nameStart - 1) == ':' || isSpace(xml.charAt(nameStart - 1)))) {
                return new int[] {open + 1, close};
            }
            at = close + 1;
        }
        return new int[0];
    }

    private void close(String mark, int openLength, String what) throws MalformedException {
        int at = xml.indexOf(mark, start + openLength);
        if (at < 0) {
            throw new MalformedException(what + " is not closed", start, start + openLength);
        }
        end = at + mark.length();
    }

    private Kind tag() throws MalformedException {
        boolean closing = xml.startsWith("</", start);
        int at = start + (closing ? 2 : 1);
        int nameEnd = at;
        while (nameEnd < xml.length() && "<>/= \t\r\n\"'".indexOf(xml.charAt(nameEnd)) < 0) {
            nameEnd++;
        }
        if (nameEnd == at) {
            throw new MalformedException("A tag without a name", start, at);
        }
        name = xml.substring(at, nameEnd);
        if (closing) {
            endTag(nameEnd);
            return Kind.END;
        }
        end = startTagEnd(nameEnd);
        if (xml.charAt(end - 2) == '/') {
            return Kind.EMPTY;
        }
        open.push(name);
        return Kind.START;
    }

    private void endTag(int nameEnd) throws MalformedException {
        int at = skipSpace(nameEnd);
        if (at == xml.length() || xml.charAt(at) != '>') {
            throw new MalformedException("The end tag </" + name + "> is not closed", start, nameEnd);
        } else if (open.isEmpty()) {
            throw new MalformedException("</" + name + "> ends nothing", start, at + 1);
        }
        String opened = open.pop();
        if (!opened.equals(name)) {
            throw new MalformedException("</" + name + "> stands where <" + opened + "> ends", start, at + 1);
        }
        end = at + 1;
    }

    /** The index behind the start tag; checks that it is made of attributes, so that each is found later. */
    private int startTagEnd(int nameEnd) throws MalformedException {
        int at = skipSpace(nameEnd);
        while (at < xml.length()) {
            char c = xml.charAt(at);
            if (c == '>') {
                return at + 1;
            } else if (c == '/' && xml.startsWith("/>", at)) {
                return at + 2;
            }
            int equals = at;
            while (equals < xml.length() && "=<>/\"'".indexOf(xml.charAt(equals)) < 0) {
                equals++;
            }
            int open = skipSpace(equals + 1);
            boolean quoted = open < xml.length() && (xml.charAt(open) == '"' || xml.charAt(open) == '\'');
            if (!quoted || xml.charAt(equals) != '=' || equals == at) {
                throw new MalformedException(
                        "The tag <" + name + "> is not closed, or an attribute has no value", start, at);
            }
            int close = xml.indexOf(xml.charAt(open), open + 1);
            int tag = xml.indexOf('<', open);
            if (close < 0 || (tag >= 0 && tag < close)) {
                throw new MalformedException("An attribute of <" + name + "> is not closed", at, open + 1);
            }
            at = skipSpace(close + 1);
        }
        throw new MalformedException("The tag <" + name + "> is not closed", start, nameEnd);
    }

    private void documentType() throws MalformedException {
        int depth = 0;
        for (int at = start + 2; at < xml.length(); at++) {
            char c = xml.charAt(at);
            if (c == '>' && depth == 0) {
                end = at + 1;
                return;
            } else if (c == '[' || c == ']') {
                depth += c == '[' ? 1 : -1;
            } else if (c == '"' || c == '\'') {
                at = xml.indexOf(c, at + 1);
            } else if (c == '<' && xml.startsWith("<!--", at)) {
                at = xml.indexOf("-->", at);
            }
            if (at < 0) {
                break;
            }
        }
        throw new MalformedException("The document type is not closed", start, start + 2);
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < xml.length() && isSpace(xml.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
