package liquibase.ext.online.lint.report;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes HTML: markup is ours and written as it is, everything else goes through {@link #text} or an attribute. */
final class Html {
    private final Appendable out;

    Html(Appendable out) {
        this.out = out;
    }

    /** Markup; never anything out of a changelog. */
    Html raw(String markup) throws IOException {
        out.append(markup);
        return this;
    }

    /** A number, for ids. */
    Html number(long number) throws IOException {
        out.append(Long.toString(number));
        return this;
    }

    /** Text; what cannot be seen becomes U+FFFD. */
    Html text(String text) throws IOException {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            String instead = instead(text.charAt(i));
            if (instead != null) {
                out.append(text, written, i).append(instead);
                written = i + 1;
            }
        }
        out.append(text, written, text.length());
        return this;
    }

    /** An attribute with a blank before it; its value may be any text. */
    Html attribute(String name, String value) throws IOException {
        out.append(' ').append(name).append("=\"");
        return text(value).raw("\"");
    }

    /** An element with nothing but text in it. */
    Html element(String name, String text) throws IOException {
        out.append('<').append(name).append('>');
        return text(text).raw("</").raw(name).raw(">");
    }

    private static @Nullable String instead(char letter) {
        return switch (letter) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            case '\n', '\t' -> null;
            case '\r' -> "";
            default -> Printable.isUnsafe(letter) ? "\uFFFD" : null;
        };
    }
}
