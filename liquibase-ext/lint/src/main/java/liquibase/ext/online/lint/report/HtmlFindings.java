package liquibase.ext.online.lint.report;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.RuleDescription;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.finding.TableEffect;

/** The findings of the HTML page, readable without a script. */
final class HtmlFindings {
    private static final int WIDTH = 160;
    private static final int MOST_SQL = 2_000;

    private final HtmlPage page;
    private final Sources sources;
    private final Map<String, String> rulePages = new HashMap<>();

    HtmlFindings(HtmlPage page) {
        this.page = page;
        this.sources = new Sources(page.result().sources());
        for (RuleDescription rule : page.result().rules()) {
            rulePages.put(rule.id(), rule.page());
        }
    }

    void write(Html html) throws IOException {
        int all = page.result().findings().size();
        html.raw("<section id=\"findings\"><h2>Findings</h2>\n<form id=\"filters\" hidden></form>\n");
        if (all == 0) {
            html.raw("<p>None.</p>\n");
        }
        if (page.shownFindings() < all) {
            html.raw("<p class=\"note\">Shown are ");
            html.text(Words.grouped(page.shownFindings()) + " of " + Words.grouped(all));
            html.raw(", errors first. The JSON report has them all.</p>\n");
        }
        for (int i = 0; i < all; i++) {
            if (page.showsFinding(i)) {
                finding(i + 1, page.result().findings().get(i), html);
            }
        }
        html.raw("</section>\n");
    }

    private void finding(int number, Finding finding, Html html) throws IOException {
        String severity = finding.severity().label();
        Suppression suppressed = finding.suppressed();
        html.raw("<article id=\"f")
                .number(number)
                .raw("\" tabindex=\"-1\" class=\"")
                .raw(severity);
        html.raw(suppressed == null ? "\"" : " suppressed\"");
        html.attribute("data-severity", severity).attribute("data-rule", finding.rule());
        html.attribute("data-tables", tables(finding));
        html.raw(page.isHistory(finding) ? " data-history" : "").raw(">\n<p class=\"kind\"><b>");
        html.raw(severity).raw("</b> ");
        String rulePage = rulePages.getOrDefault(finding.rule(), "");
        if (rulePage.startsWith("https://")) {
            html.raw("<a").attribute("href", rulePage).raw(" rel=\"noreferrer\">");
            html.text(finding.rule()).raw("</a>");
        } else {
            html.text(finding.rule());
        }
        html.raw(" <span>").raw(finding.effect().label().replace('-', ' ')).raw("</span>");
        html.raw(suppressed == null ? "" : " <span>suppressed</span>");
        html.raw("<a class=\"self\" href=\"#f").number(number).raw("\" aria-label=\"Link to this finding\">#");
        html.number(number)
                .raw("</a></p>\n<h3>")
                .text(Printable.line(finding.message()))
                .raw("</h3>\n");
        where(finding, html);
        excerpt(Excerpt.of(sources.of(finding.place().file()), finding.place(), WIDTH), html);
        details(finding, html);
        html.raw("</article>\n");
    }

    private static String tables(Finding finding) {
        StringBuilder tables = new StringBuilder();
        for (TableEffect table : finding.tables()) {
            tables.append(tables.isEmpty() ? "" : "\n").append(Printable.line(table.table()));
        }
        return tables.toString();
    }

    private static void where(Finding finding, Html html) throws IOException {
        html.raw("<p class=\"where\"><code>")
                .text(Printable.line(finding.place().toString()))
                .raw("</code>");
        ChangeSetId changeSet = finding.changeSet();
        if (changeSet != null) {
            html.raw(" <span>changeSet <b>")
                    .text(Printable.line(changeSet.id()))
                    .raw("</b> by ");
            html.text(Printable.line(changeSet.author())).raw("</span>");
        }
        String change = finding.change();
        if (change != null) {
            html.raw(" <span>").text(Printable.line(change)).raw("</span>");
        }
        html.raw("</p>\n");
    }

    private static void excerpt(Excerpt excerpt, Html html) throws IOException {
        if (excerpt.lines().isEmpty()) {
            return;
        }
        html.raw("<pre class=\"source\">");
        for (Excerpt.Line line : excerpt.lines()) {
            if (line.isLeftOut()) {
                html.raw("<i>⋮</i>\n");
                continue;
            }
            html.raw("<i>").number(line.number()).raw("</i>").text(line.text().substring(0, line.from()));
            html.raw("<mark>")
                    .text(line.text().substring(line.from(), line.to()))
                    .raw("</mark>");
            html.text(line.text().substring(line.to())).raw("\n");
        }
        html.raw("</pre>\n");
    }

    private static void details(Finding finding, Html html) throws IOException {
        html.raw("<dl>\n");
        String statement = finding.statement();
        if (statement != null && finding.generated()) {
            html.raw("<dt>sends</dt><dd><pre>")
                    .text(Printable.sql(statement, MOST_SQL))
                    .raw("</pre></dd>\n");
        }
        if (!finding.tables().isEmpty()) {
            html.raw("<dt>locks</dt><dd><ul>");
            for (TableEffect table : finding.tables()) {
                html.raw("<li><i class=\"bar ").raw(HtmlPage.stops(table));
                html.raw(Words.grows(table) ? " grows\"></i>" : " brief\"></i>");
                html.text(HtmlPage.sentence(table)).raw("</li>");
            }
            html.raw("</ul></dd>\n");
        }
        String assumed = finding.assumed();
        if (assumed != null) {
            html.raw("<dt>assumed</dt><dd>").text(assumed).raw("</dd>\n");
        }
        Suppression suppressed = finding.suppressed();
        if (suppressed != null) {
            html.raw("<dt>suppressed</dt><dd>").text(suppressed.reason());
            html.text(suppressed.until() == null ? "" : " (until " + suppressed.until() + ")")
                    .raw("</dd>\n");
        }
        html.raw("<dt>fix</dt><dd class=\"fix\"><pre>")
                .text(finding.fix().strip())
                .raw("</pre></dd>\n</dl>\n");
    }
}
