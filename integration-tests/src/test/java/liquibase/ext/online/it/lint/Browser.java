package liquibase.ext.online.it.lint;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import liquibase.ext.online.it.Await;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * A chromium without a window and without a network. Where Debian's is not installed, tests that need it are skipped;
 * {@code BROWSER_LANE=required} makes it an error.
 */
final class Browser implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser start() {
        boolean asked = "required".equals(System.getenv("BROWSER_LANE"));
        boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        assumeTrue(
                asked || installed, () -> "no " + CHROMIUM + " or no " + DRIVER + ", so no browser looked at the page");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1300,1000",
                "--host-resolver-rules=MAP * ~NOTFOUND");
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
        File program = DRIVER.toFile();
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(program)
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    void open(Path page) {
        driver.get(page.toUri().toString());
    }

    /** Opens a page anew at one of its places, as a link from elsewhere does. */
    void openAt(Path page, String fragment) {
        driver.get("about:blank");
        driver.get(page.toUri() + fragment);
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The ids of the findings that are not filtered away. */
    List<String> findings() {
        return texts("return [...document.querySelectorAll('#findings article:not([hidden])')].map(a => a.id)");
    }

    List<String> texts(String script) {
        return ((List<?>) run(script)).stream().map(Object::toString).toList();
    }

    Object run(String script, Object... arguments) {
        Object result = driver.executeScript(script, arguments);
        return result == null ? "" : result;
    }

    /** Waits until an element lies, at least in part, in what can be seen of the page: a click is answered later. */
    void awaitInView(String selector) throws Exception {
        Await.until(selector + " is in view", PATIENCE, () -> isInView(selector));
    }

    private boolean isInView(String selector) {
        return Boolean.TRUE.equals(run(
                "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
                        + " return box.bottom > 0 && box.top < innerHeight && box.height > 0",
                selector));
    }

    /** What the console said since the last time, warnings and worse. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
