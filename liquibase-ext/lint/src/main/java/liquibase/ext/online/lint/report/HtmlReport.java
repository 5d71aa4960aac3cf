package liquibase.ext.online.lint.report;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import liquibase.ext.online.lint.finding.LintResult;

/**
 * One page that needs nothing beside it: no network, no server, and no script for reading; the script filters and points.
 * A content security policy allows this style and this script alone, whatever a changelog may contain.
 */
@AutoService(ReportFormat.class)
public final class HtmlReport implements ReportFormat {

    @Override
    public String id() {
        return "html";
    }

    @Override
    public String fileName() {
        return "lint.html";
    }

    @Override
    public void write(LintResult result, Appendable out) throws IOException {
        String style = resource("lint.css");
        String script = resource("lint.js");
        HtmlPage page = new HtmlPage(result);
        Html html = new Html(out);
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-")
                .raw(hash(style))
                .raw("'; script-src 'sha256-")
                .raw(hash(script))
                .raw("'; base-uri 'none'; form-action 'none'\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
        html.text(Summary.of(result).findings()).raw(" · Liquibase Online lint</title>\n");
        html.raw("<style>").raw(style).raw("</style>\n</head>\n<body>\n");
        header(result, html);
        html.raw("<main>\n");
        new HtmlDrawing(page).write(html);
        new HtmlFindings(page).write(html);
        new HtmlChangeSets(page).write(html);
        html.raw("</main>\n<script>").raw(script).raw("</script>\n</body>\n</html>\n");
    }

    private static void header(LintResult result, Html html) throws IOException {
        Summary summary = Summary.of(result);
        html.raw("<header><h1>Liquibase Online <span>lint</span></h1>\n<p>What ");
        html.text(Words.counted(summary.changeSets(), "changeSet"));
        html.raw(" would do to a running application on PostgreSQL ")
                .text(result.versions())
                .raw("</p>\n<dl>");
        number("error", summary.errors(), summary.errors() == 1 ? "error" : "errors", html);
        number("warning", summary.warnings(), summary.warnings() == 1 ? "warning" : "warnings", html);
        number("info", summary.infos(), summary.infos() == 1 ? "info" : "infos", html);
        number("", summary.suppressed(), "suppressed", html);
        number("", summary.notAnalysed(), "not analysed", html);
        number("", summary.judged(), "judged", html);
        number("", summary.outOfScope(), "out of scope", html);
        number("", summary.skipped(), "not run", html);
        html.raw("</dl></header>\n");
    }

    private static void number(String kind, long number, String name, Html html) throws IOException {
        html.raw("<div class=\"")
                .raw(number == 0 ? "zero" : kind)
                .raw("\"><dt>")
                .raw(name)
                .raw("</dt><dd>");
        html.text(Words.grouped(number)).raw("</dd></div>");
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = HtmlReport.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IOException("The jar of the linter lacks " + name);
            }
            // A checkout on Windows may have other line ends; browsers hash the page with LF.
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
