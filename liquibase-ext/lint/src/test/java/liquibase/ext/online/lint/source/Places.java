package liquibase.ext.online.lint.source;

import liquibase.ext.online.lint.finding.Place;

/** Reads what stands at a place, by counting lines and columns. */
final class Places {
    private Places() {}

    static String text(SourceFile source, Place place) {
        return source.text()
                .substring(
                        index(source.text(), place.line(), place.column()),
                        index(source.text(), place.endLine(), place.endColumn()));
    }

    private static int index(String text, int line, int column) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            while (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
        return at + column - 1;
    }
}
