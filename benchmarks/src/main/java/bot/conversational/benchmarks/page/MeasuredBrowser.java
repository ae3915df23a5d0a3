package bot.conversational.benchmarks.page;

import bot.conversational.benchmarks.load.Cpu;
import java.io.File;
import java.time.Duration;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Chromium without a window, fresh, and what it spends. */
public final class MeasuredBrowser implements AutoCloseable {

    private static final String FRAMES = """
            window.longest = [];
            let before = performance.now();
            (function frame(now) { window.longest.push(now - before); before = now; requestAnimationFrame(frame); })(before);
            """;

    private final ChromeDriver driver;

    public MeasuredBrowser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--window-size=1280,900",
                "--lang=en");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(10));
    }

    /** Opens a page and gives the milliseconds until something was painted. */
    public double open(String address) {
        driver.get(address);
        return number("""
                const done = arguments[arguments.length - 1];
                new PerformanceObserver((list) => done(list.getEntriesByName('first-contentful-paint')[0].startTime))
                    .observe({type: 'paint', buffered: true});
                """);
    }

    /** Kilobytes that came over the wire for what is open, as they were sent: compressed. */
    public double kilobytes() {
        Object bytes = driver.executeScript("return performance.getEntries()"
                + ".filter((e) => e.encodedBodySize).reduce((sum, e) => sum + e.encodedBodySize, 0)");
        return ((Number) Objects.requireNonNull(bytes)).doubleValue() / 1024;
    }

    /** Opens an account and comes to a new conversation. */
    public void register(String address, String email) {
        driver.get(address + "/register");
        await("return Boolean(document.querySelector('input[name=displayName]'))");
        driver.findElement(By.name("email")).sendKeys(email);
        driver.findElement(By.name("password")).sendKeys("correct horse battery", Keys.ENTER);
        await("return Boolean(document.querySelector('cb-composer textarea'))");
    }

    /** Asks, and waits until the answer is whole. */
    public void ask(String question) {
        driver.executeScript(FRAMES);
        driver.findElement(By.cssSelector("cb-composer textarea")).sendKeys(question, Keys.ENTER);
        await(
                "return Boolean(document.querySelector('.answer .tools') && !document.querySelector('.answer[aria-busy]'))");
    }

    /** Milliseconds of the longest frame since the question. */
    public double longestFrame() {
        return ((Number) Objects.requireNonNull(driver.executeScript("return Math.max(...window.longest)")))
                .doubleValue();
    }

    /** Characters of the answer that is shown. */
    public long characters() {
        return ((Number) Objects.requireNonNull(
                        driver.executeScript("return document.querySelector('.answer .md').textContent.length")))
                .longValue();
    }

    /** Seconds of processor time of all its processes. */
    public double seconds() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").contains("chromedriver"))
                .mapToDouble(child -> Cpu.seconds(child.pid()))
                .sum();
    }

    @Override
    public void close() {
        driver.quit();
    }

    private double number(String script) {
        Object value = driver.executeAsyncScript(script);
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private void await(String condition) {
        driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const timer = setInterval(() => {
                    if ((() => { %s })()) {
                        clearInterval(timer);
                        done();
                    }
                }, 250);
                """.formatted(condition));
    }
}
