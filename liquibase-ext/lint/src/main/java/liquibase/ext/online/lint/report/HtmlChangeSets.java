package liquibase.ext.online.lint.report;

import java.io.IOException;
import java.util.List;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.NotAnalysed;
import liquibase.ext.online.lint.finding.TableEffect;

/** The changeSets in their order, and what could not be judged. */
final class HtmlChangeSets {
    private static final int MOST_NOT_ANALYSED = 1_000;

    private final HtmlPage page;

    HtmlChangeSets(HtmlPage page) {
        this.page = page;
    }

    void write(Html html) throws IOException {
        notAnalysed(page.result().notAnalysed(), html);
        List<ChangeSetVerdict> verdicts = page.result().changeSets();
        html.raw("<section id=\"changesets\"><h2>ChangeSets in order</h2>\n<details><summary>");
        html.text(Words.counted(verdicts.size(), "changeSet")).raw("</summary>\n<ol>\n");
        int quiet = 0;
        int hidden = 0;
        for (int i = 0; i < verdicts.size(); i++) {
            ChangeSetVerdict verdict = verdicts.get(i);
            if (page.showsChangeSet(i)) {
                leftOut(quiet, hidden, html);
                quiet = 0;
                hidden = 0;
                changeSet(i, verdict, html);
            } else if (page.isQuiet(verdict)) {
                quiet++;
            } else {
                hidden++;
            }
        }
        leftOut(quiet, hidden, html);
        html.raw("</ol></details></section>\n");
    }

    private static void leftOut(int quiet, int hidden, Html html) throws IOException {
        if (quiet > 0) {
            html.raw("<li class=\"quiet\">").text(Words.counted(quiet, "changeSet"));
            html.raw(quiet == 1 ? " that locks" : " that lock").raw(" no table that exists before</li>\n");
        }
        if (hidden > 0) {
            html.raw("<li class=\"quiet\">").text(Words.grouped(hidden)).raw(" more in the JSON report</li>\n");
        }
    }

    private void changeSet(int index, ChangeSetVerdict verdict, Html html) throws IOException {
        boolean history = verdict.scope() == ChangeSetVerdict.Scope.HISTORY;
        html.raw("<li id=\"c").number(index + 1).raw("\" tabindex=\"-1\"").raw(history ? " class=\"history\">" : ">");
        html.raw("<p><b>").text(Printable.line(verdict.changeSet().id())).raw("</b> by ");
        html.text(Printable.line(verdict.changeSet().author())).raw(" <code>");
        html.text(Printable.line(verdict.changeSet().file())).raw("</code>");
        Effect effect = verdict.effect();
        html.raw(effect == null ? "" : " <span>" + effect.label().replace('-', ' ') + "</span>");
        html.raw(history ? " <span>history</span>" : "");
        for (int found : page.findingsOf(verdict.changeSet())) {
            if (page.showsFinding(found)) {
                html.raw(" <a href=\"#f")
                        .number(found + 1)
                        .raw("\">#")
                        .number(found + 1)
                        .raw("</a>");
            }
        }
        html.raw("</p>");
        String skipped = verdict.skipped();
        if (skipped != null) {
            html.raw("<p>Not run on PostgreSQL: ").text(skipped).raw("</p>");
        }
        for (TableEffect table : verdict.tables()) {
            html.raw("<p><i class=\"bar ").raw(HtmlPage.stops(table));
            html.raw(Words.grows(table) ? " grows\"></i>" : " brief\"></i>");
            html.text(HtmlPage.sentence(table)).raw("</p>");
        }
        html.raw("</li>\n");
    }

    private static void notAnalysed(List<NotAnalysed> all, Html html) throws IOException {
        if (all.isEmpty()) {
            return;
        }
        html.raw("<section id=\"not-analysed\"><h2>Not analysed</h2>\n<ul>\n");
        int shown = Math.min(MOST_NOT_ANALYSED, all.size());
        for (NotAnalysed one : all.subList(0, shown)) {
            html.raw("<li><code>").text(Printable.line(one.place().toString())).raw("</code> <b>");
            html.text(Printable.sql(one.what(), 80))
                    .raw("</b> ")
                    .text(one.reason())
                    .raw("</li>\n");
        }
        leftOut(0, all.size() - shown, html);
        html.raw("</ul></section>\n");
    }
}
