package liquibase.ext.online.lint.report;

import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.lint.finding.ChangeSetVerdict;
import liquibase.ext.online.lint.finding.TableEffect;

/** Tables by changeSets: which change stops what, and whether it may be for long. */
final class HtmlDrawing {
    private static final int MOST_COLUMNS = 160;
    private static final int MOST_ROWS = 40;

    private final HtmlPage page;
    private final List<ChangeSetVerdict> verdicts;
    private final BitSet columns;
    /** The gravest that happens to each table in the columns; see {@link #weight}. */
    private final Map<String, Integer> tables = new LinkedHashMap<>();

    HtmlDrawing(HtmlPage page) {
        this.page = page;
        this.verdicts = page.result().changeSets();
        this.columns = Pick.of(verdicts.size(), this::rank, MOST_COLUMNS);
        columns.stream().forEach(index -> {
            for (TableEffect table : verdicts.get(index).tables()) {
                tables.merge(table.table(), weight(table), Math::max);
            }
        });
    }

    private int rank(int index) {
        ChangeSetVerdict verdict = verdicts.get(index);
        if (verdict.tables().isEmpty()) {
            return -1;
        }
        if (page.hasFindingThatCounts(verdict.changeSet())) {
            return 0;
        }
        return verdict.scope() == ChangeSetVerdict.Scope.REPORTED ? 1 : 2;
    }

    /** From 0 to 5: what grows with the table before what does not, reads before writes before neither. */
    private static int weight(TableEffect table) {
        int stopped = table.lock().blocksReads() ? 2 : table.lock().blocksWrites() ? 1 : 0;
        return Words.grows(table) ? stopped + 3 : stopped;
    }

    void write(Html html) throws IOException {
        html.raw("<section id=\"drawing\"><h2>What each changeSet locks</h2>\n");
        if (columns.isEmpty()) {
            html.raw("<p>No changeSet locks a table that exists before it.</p></section>\n");
            return;
        }
        html.raw("<p class=\"legend\"><span><i class=\"bar reads grows\"></i>stops reads and writes</span>")
                .raw("<span><i class=\"bar writes grows\"></i>stops writes</span>")
                .raw("<span><i class=\"bar neither grows\"></i>stops neither</span>")
                .raw("<span><i class=\"bar reads grows\"></i>for a time that grows with the table</span>")
                .raw("<span><i class=\"bar reads brief\"></i>for a moment</span></p>\n");
        List<String> names = List.copyOf(tables.keySet());
        BitSet rows = Pick.of(names.size(), i -> 5 - tables.getOrDefault(names.get(i), 0), MOST_ROWS);
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tables by changeSets\"><table>\n");
        head(html);
        html.raw("<tbody>\n");
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            row(names.get(row), html);
        }
        html.raw("</tbody></table></div>\n<p id=\"told\" aria-live=\"polite\"></p>\n");
        leftOut(names.size() - rows.cardinality(), html);
        html.raw("</section>\n");
    }

    private void head(Html html) throws IOException {
        html.raw("<thead><tr><td></td>");
        int next = 0;
        for (int index = columns.nextSetBit(0); index >= 0; index = columns.nextSetBit(index + 1)) {
            gap(index - next, html);
            ChangeSetVerdict verdict = verdicts.get(index);
            String address = page.address(index, "");
            html.raw("<th scope=\"col\"").raw(age(verdict));
            html.attribute("title", verdict.changeSet().toString()).raw(">");
            html.raw(address.isEmpty() ? "<span>" : "<a href=\"" + address + "\">");
            html.text(Printable.line(verdict.changeSet().id()));
            html.raw(address.isEmpty() ? "</span></th>" : "</a></th>");
            next = index + 1;
        }
        gap(verdicts.size() - next, html);
        html.raw("</tr></thead>\n");
    }

    private static void gap(int left, Html html) throws IOException {
        if (left > 0) {
            String told = Words.counted(left, "changeSet") + " not drawn";
            html.raw("<th class=\"gap\"")
                    .attribute("title", told)
                    .raw("><span>+")
                    .text(Words.grouped(left));
            html.raw("</span></th>");
        }
    }

    private static String age(ChangeSetVerdict verdict) {
        return verdict.scope() == ChangeSetVerdict.Scope.HISTORY ? " class=\"history\"" : "";
    }

    private void row(String table, Html html) throws IOException {
        html.raw("<tr><th scope=\"row\"><a href=\"#findings\"");
        html.attribute("data-table", table)
                .attribute("title", table)
                .raw(">")
                .text(table)
                .raw("</a></th>");
        int next = 0;
        for (int index = columns.nextSetBit(0); index >= 0; index = columns.nextSetBit(index + 1)) {
            html.raw(index > next ? "<td class=\"gap\"></td>" : "");
            ChangeSetVerdict verdict = verdicts.get(index);
            html.raw("<td").raw(age(verdict)).raw(">");
            for (TableEffect effect : verdict.tables()) {
                if (effect.table().equals(table)) {
                    bar(index, verdict, effect, html);
                    break;
                }
            }
            html.raw("</td>");
            next = index + 1;
        }
        html.raw(next < verdicts.size() ? "<td class=\"gap\"></td></tr>\n" : "</tr>\n");
    }

    private void bar(int index, ChangeSetVerdict verdict, TableEffect effect, Html html) throws IOException {
        String address = page.address(index, effect.table());
        html.raw(address.isEmpty() ? "<span role=\"img\"" : "<a href=\"" + address + "\"");
        html.raw(" class=\"bar ").raw(HtmlPage.stops(effect)).raw(Words.grows(effect) ? " grows\"" : " brief\"");
        String told = "changeSet " + Printable.line(verdict.changeSet().id()) + " by "
                + Printable.line(verdict.changeSet().author()) + " · " + HtmlPage.sentence(effect);
        html.attribute("title", told).attribute("aria-label", told);
        html.raw(address.isEmpty() ? "></span>" : "></a>");
    }

    private void leftOut(int leftRows, Html html) throws IOException {
        long locking =
                verdicts.stream().filter(verdict -> !verdict.tables().isEmpty()).count();
        if (locking > columns.cardinality() || leftRows > 0) {
            html.raw("<p class=\"note\">Drawn are ");
            html.text(Words.grouped(columns.cardinality()) + " of " + Words.counted(locking, "changeSet"));
            html.raw(" that lock tables, those with findings first");
            if (leftRows > 0) {
                html.text(", and the " + MOST_ROWS + " tables with the gravest locks; " + Words.grouped(leftRows));
                html.raw(" more are left out");
            }
            html.raw(". The JSON report has them all.</p>\n");
        }
    }
}
