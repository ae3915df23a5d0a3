package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A browser without a window, and what a person does with it. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(40);
    /** Asked in one step: each element by itself would take a step of its own. */
    private static final String SEEN = """
            return [...document.querySelectorAll(arguments[0])].filter((one) => {
                const shown = one.closest('select') ?? one;
                return shown.checkVisibility({opacityProperty: true, visibilityProperty: true})
                    && shown.getClientRects().length > 0;
            });
            """;

    private static final Path SHOTS = Deployment.root().resolve("clients/target/page");

    /** Says with each start that it does not know the newest browser, of which nothing is asked here. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    private final ChromeDriver driver;

    Browser() {
        DEVTOOLS.setLevel(Level.SEVERE);
        BrowserPrograms programs = BrowserPrograms.find();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(programs.browser());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--window-size=1280,900",
                "--lang=en");
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(programs.driver())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(String address) {
        driver.get(address);
    }

    /** Opens another tab, goes on there, and gives what {@link #turnTo} calls it. */
    String openTab() {
        return driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
    }

    void turnTo(String tab) {
        driver.switchTo().window(tab);
    }

    /** Closes a tab, and goes on in another. */
    void close(String tab, String other) {
        driver.switchTo().window(tab).close();
        turnTo(other);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** Waits until something is so. */
    void await(String what, BooleanSupplier is) {
        Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsMatching(Browser::isPassing)
                .until(is::getAsBoolean);
    }

    /** What a page says of elements that it has just replaced, or when it is being left. */
    private static boolean isPassing(Throwable failure) {
        return failure instanceof StaleElementReferenceException
                || failure instanceof ElementNotInteractableException
                || failure instanceof JavascriptException;
    }

    /** All elements that a selector matches and that can be seen. */
    List<WebElement> all(String selector) {
        return ((List<?>) driver.executeScript(SEEN, selector))
                .stream().map(WebElement.class::cast).toList();
    }

    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    /** The first such element, once it is there. */
    WebElement first(String selector) {
        return some(selector).getFirst();
    }

    WebElement last(String selector) {
        return some(selector).getLast();
    }

    private List<WebElement> some(String selector) {
        return Awaitility.await(selector)
                .pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsMatching(Browser::isPassing)
                .until(() -> all(selector), all -> !all.isEmpty());
    }

    void awaitText(String selector, String text) {
        await(
                selector + " with " + text,
                () -> all(selector).stream()
                        .anyMatch(element -> element.getText().contains(text)));
    }

    void awaitGone(String selector) {
        await("no " + selector, () -> all(selector).isEmpty());
    }

    /** Waits until such an element has the focus. */
    void awaitFocus(String selector) {
        await(
                "the focus on " + selector,
                () -> Boolean.TRUE.equals(script("return document.activeElement.matches(arguments[0])", selector)));
    }

    void click(String selector) {
        await("a click on " + selector, () -> {
            first(selector).click();
            return true;
        });
    }

    /** Clicks the button that says this. */
    void choose(String selector, String text) {
        await(selector + " with " + text, () -> clicked(selector, text));
    }

    private boolean clicked(String selector, String text) {
        Optional<WebElement> found = all(selector).stream()
                .filter(element -> element.getText().contains(text))
                .findFirst();
        found.ifPresent(WebElement::click);
        return found.isPresent();
    }

    /** Takes an item of a button's menu. */
    void take(String button, String item) {
        click(button);
        choose(".menu button", item);
    }

    void type(String selector, String text) {
        first(selector).sendKeys(text);
    }

    void replace(String selector, String text) {
        WebElement field = first(selector);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key while others are held. */
    void chord(String key, Keys... held) {
        Actions actions = new Actions(driver);
        for (Keys one : held) {
            actions.keyDown(one);
        }
        actions.sendKeys(key);
        for (Keys one : held) {
            actions.keyUp(one);
        }
        actions.perform();
    }

    /** Presses the pointer on an element, and lets it go so many pixels below. */
    void drag(String selector, int down) {
        new Actions(driver)
                .clickAndHold(first(selector))
                .moveByOffset(0, down)
                .release()
                .perform();
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    void size(int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    void usualSize() {
        command("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** @param scheme light or dark */
    void prefer(String scheme) {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Waits until nothing moves any more, but for what always does. */
    void still() {
        driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                requestAnimationFrame(() => Promise.allSettled(document.getAnimations()
                    .filter(a => a.effect.getTiming().iterations !== Infinity).map(a => a.finished)).then(() => done()));
                """);
    }

    /** Keeps what is shown, for people to look at. */
    void shoot(String name) {
        try {
            Files.createDirectories(SHOTS);
            Files.write(SHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails when the console has an error; those of calls that tests have fail do not count. */
    void assertSilent(String... expected) {
        List<String> errors = driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> List.of(expected).stream().noneMatch(message::contains))
                .toList();
        assertThat(errors).isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
