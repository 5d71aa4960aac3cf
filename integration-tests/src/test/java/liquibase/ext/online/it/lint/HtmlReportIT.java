package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import liquibase.ext.online.it.Await;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.LintResult;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.report.Reports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The HTML report in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlReportIT {
    private static final String HOSTILE =
            "</script><script>window.owned=1</script><img src=x onerror=\"window.owned=1\">'\"><svg onload=window.owned=1>"
                    + "\u2028</pre></style>";

    @TempDir
    Path folder;

    private Browser browser;

    @BeforeAll
    void start() {
        browser = Browser.start();
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingToComplainOf() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.run("return performance.getEntriesByType('resource').length"))
                .as("what the page loaded")
                .isEqualTo(0L);
    }

    private void open(LintResult result) throws IOException {
        browser.open(Reports.writeFiles(result, List.of("html"), folder).get(0));
    }

    /** The findings as the page has them: the gravest first, what is suppressed last. */
    private static List<Finding> onThePage(LintResult result) {
        return result.findings().stream()
                .sorted(Comparator.comparing(Finding::counts)
                        .thenComparing(finding -> finding.counts() ? finding.severity() : Severity.INFO)
                        .reversed())
                .toList();
    }

    private static List<String> ids(LintResult result, Predicate<Finding> shown) {
        List<Finding> all = onThePage(result);
        return IntStream.range(0, all.size())
                .filter(i -> shown.test(all.get(i)))
                .mapToObj(i -> "f" + (i + 1))
                .toList();
    }

    @Test
    void filtersFilter() throws IOException {
        LintResult run = HtmlRun.of(100, 5);
        open(run);
        assertThat(browser.findings()).isEqualTo(ids(run, Finding::counts));

        browser.find("#filters button.error").click();
        assertThat(browser.findings())
                .isEqualTo(ids(run, one -> one.counts() && one.severity() != Severity.ERROR))
                .isNotEmpty();
        browser.find("#filters button.error").click();

        browser.find("#filters input[type=checkbox]").click();
        assertThat(browser.findings()).hasSameSizeAs(run.findings());

        choose("All rules", "=renaming-column");
        assertThat(browser.findings()).isEqualTo(ids(run, one -> one.rule().equals("renaming-column")));
        choose("All tables", "=table_1");
        assertThat(browser.findings())
                .isEqualTo(ids(
                        run,
                        one -> one.rule().equals("renaming-column")
                                && one.tables().get(0).table().equals("table_1")))
                .isNotEmpty();
        assertThat(browser.find("#filters output").getText())
                .isEqualTo(browser.findings().size() + " of " + run.findings().size());

        browser.find("#filters output + button").click();
        assertThat(browser.findings()).isEqualTo(ids(run, Finding::counts));
        browser.find("#filters input[type=search]").sendKeys("ALTER c_22");
        assertThat(browser.findings()).isEqualTo(ids(run, one -> one.message().contains("c_22 ")));
    }

    private void choose(String label, String value) {
        browser.find("select[aria-label='" + label + "'] option[value='" + value + "']")
                .click();
    }

    @Test
    void aBarLeadsToItsFindingEvenWhenThatIsFilteredAway() throws Exception {
        LintResult run = HtmlRun.of(100, 5);
        open(run);
        WebElement bar = browser.find("#drawing a.bar[href='#f40']");
        Finding finding = onThePage(run).get(39);
        browser.find("#filters input[type=search]").sendKeys("nothing has this in it");
        assertThat(browser.findings()).isEmpty();
        bar.click();
        browser.awaitInView("#f40 h3");
        assertThat(browser.find("#told").getText())
                .contains("changeSet "
                        + Objects.requireNonNull(finding.changeSet()).id() + " by it")
                .contains(finding.tables().get(0).table());
    }

    @Test
    void aBarOfHistoryLeadsToItsChangeSet() throws Exception {
        open(HtmlRun.of(100, 5));
        browser.find("#drawing td.history a.bar").click();
        browser.awaitInView("#c1");
    }

    @Test
    void anAddressOpensAtItsFindingOrChangeSet() throws Exception {
        open(HtmlRun.of(100, 5));
        for (String address : List.of("#f5", "#f30", "#c1")) {
            browser.openAt(folder.resolve("lint.html"), address);
            browser.awaitInView(address);
        }
    }

    @Test
    void theNameOfATableShowsItsFindings() throws IOException {
        LintResult run = HtmlRun.of(100, 5);
        open(run);
        browser.find("#drawing a[data-table=table_3]").click();
        assertThat(browser.findings())
                .isEqualTo(ids(
                        run, one -> one.counts() && one.tables().get(0).table().equals("table_3")));
    }

    @Test
    void keysGoFromFindingToFinding() throws IOException {
        LintResult run = HtmlRun.of(100, 5);
        open(run);
        List<String> shown = ids(run, Finding::counts);
        browser.find("body").sendKeys("j", "j", "j", "k");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo(shown.get(1));
        browser.find("body").sendKeys("/");
        assertThat(browser.run("return document.activeElement.type")).isEqualTo("search");
    }

    @Test
    void theFixIsCopied() throws Exception {
        LintResult run = HtmlRun.of(100, 5);
        open(run);
        browser.run("document.addEventListener('copy', () => { window.copied = getSelection().toString(); });"
                + " Object.defineProperty(navigator, 'clipboard', { value: undefined });");
        WebElement copy = browser.find("#f2 .copy");
        copy.click();
        Await.until("the button says so", Browser.PATIENCE, () -> copy.getText().equals("Copied"));
        assertThat(browser.run("return window.copied.trim()"))
                .isEqualTo(onThePage(run).get(1).fix());
    }

    @Test
    void whatAChangelogSaysIsTextAndNothingElse() throws IOException {
        open(HtmlRun.saying(HOSTILE));
        browser.find("#filters input[type=checkbox]").click();
        assertThat(browser.findings()).containsExactly("f1", "f2");
        assertThat(browser.run("return String(window.owned)")).isEqualTo("undefined");
        assertThat(browser.all("img, svg, iframe, object, embed, a[href^=javascript]"))
                .isEmpty();
        assertThat(browser.all("script")).hasSize(1);
        assertThat(browser.find("#f1 h3").getText()).startsWith("</script><script>window.owned=1</script><img");
        assertThat(browser.find("#f1 .source mark").getText()).startsWith("</script><script>");
        browser.find("#drawing tbody a.bar").click();
        browser.find("#drawing a[data-table]").click();
        assertThat(browser.findings()).containsExactly("f1", "f2");
        assertThat(browser.run("return String(window.owned)")).isEqualTo("undefined");
    }

    @Test
    void aCleanRunSaysSo() throws IOException {
        open(HtmlRun.of(0, 1));
        assertThat(browser.find("#findings").getText()).contains("None.");
        assertThat(browser.find("#filters").isDisplayed()).isFalse();
    }

    @Test
    void tenThousandChangeSetsStayUsable() throws Exception {
        LintResult run = HtmlRun.of(10_000, 300);
        open(run);
        assertThat(browser.all("#drawing thead th[scope=col]")).hasSizeLessThanOrEqualTo(160);
        assertThat(browser.all("#drawing tbody tr")).hasSizeLessThanOrEqualTo(40);
        assertThat(browser.find("#drawing .note").getText())
                .contains("of 5,000 changeSets")
                .contains("left out");
        assertThat(browser.findings()).isEqualTo(ids(run, Finding::counts)).hasSizeGreaterThan(3_900);
        browser.find("#filters input[type=search]").sendKeys("c_9998");
        assertThat(browser.findings()).hasSize(1);
        WebElement bar = browser.find("#drawing tbody a.bar[href]");
        bar.click();
        browser.awaitInView(Objects.requireNonNull(bar.getDomAttribute("href")));
    }
}
