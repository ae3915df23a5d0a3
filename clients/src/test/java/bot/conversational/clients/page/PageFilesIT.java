package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Point;
import org.openqa.selenium.WebElement;

/** Files that are dragged to the page from elsewhere, as a browser sees that, and pasted ones. */
class PageFilesIT {

    private static final String DOT =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();

    @TempDir
    private Path folder;

    private Path picture = Path.of("");

    @BeforeEach
    void draw() throws IOException {
        picture = Files.write(folder.resolve("dot.png"), Base64.getDecoder().decode(DOT));
    }

    @AfterEach
    void beSilent() {
        browser.assertSilent();
    }

    /** @param types of what the pointer does, one after the other */
    private void drag(String selector, String... types) {
        WebElement place = browser.first(selector);
        Point corner = place.getLocation();
        for (String type : types) {
            browser.command(
                    "Input.dispatchDragEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            corner.x + place.getSize().width / 2,
                            "y",
                            corner.y + Math.min(20, place.getSize().height / 2),
                            "data",
                            Map.of("items", List.of(), "files", List.of(picture.toString()), "dragOperationsMask", 1)));
        }
    }

    private void drop(String selector) {
        drag(selector, "dragEnter", "dragOver", "drop");
    }

    private void assertSent(String question) {
        browser.awaitText(".pending", "dot.png");
        browser.first(".pending img");
        visit.ask(question);
        browser.first(".question .attached img");
        visit.awaitAnswer();
        assertThat(visit.answer()).isEqualTo("I see 1 image.");
    }

    @Test
    void fileShouldBeDroppedOnTheComposer() {
        visit.at("/");
        drop(Visit.COMPOSER);
        assertSent("What was dropped?");
    }

    @Test
    void fileShouldBeDroppedAnywhereInTheChat() {
        String path = "/c/" + visit.conversation("Dropped", "Good morning");
        visit.at(path);
        visit.awaitAnswer();
        drag(".scroll", "dragEnter", "dragOver");
        browser.awaitText(".drop", "Drop files here");
        browser.shoot("drop");
        drag(".bar h1", "dragOver");
        browser.first(".drop");
        drag(".side-top", "dragOver");
        browser.awaitGone(".drop");
        drag(".message.answer", "dragOver", "drop");
        browser.awaitGone(".drop");
        browser.awaitText(".pending", "dot.png");
        drop(".bar h1");
        browser.await("two files", () -> browser.all(".pending img").size() == 2);
        browser.click(".pending li:last-child button");
        assertSent("And this?");
        assertThat(browser.address()).endsWith(path);
    }

    @Test
    void fileThatIsDroppedElsewhereShouldChangeNothing() {
        visit.at("/");
        browser.first(Visit.COMPOSER);
        browser.script("window.here = 1");
        drop(".side-top");
        drop(".side-filter input");
        assertThat(browser.script("return window.here")).isEqualTo(1L);
        assertThat(browser.has(".pending")).isFalse();
        browser.open(visit.door().address() + "/search");
        browser.first(".search-box");
        browser.script("window.here = 1");
        drop("main");
        assertThat(browser.script("return window.here")).isEqualTo(1L);
    }

    /** Gives whether the browser goes on to paste what is written. */
    private Object paste(String... types) {
        return browser.script("""
                const bytes = Uint8Array.from(atob(arguments[1]), c => c.charCodeAt(0));
                const data = new DataTransfer();
                arguments[2].forEach((type) => data.setData(type, 'Cells'));
                data.items.add(new File([bytes], 'dot.png', {type: 'image/png'}));
                return document.querySelector(arguments[0]).dispatchEvent(
                    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
                """, Visit.COMPOSER, DOT, List.of(types));
    }

    @Test
    void pastedImageShouldBeSent() {
        visit.at("/");
        browser.first(Visit.COMPOSER);
        assertThat(paste("text/plain", "text/html"))
                .as("cells of a table, which come with their picture")
                .isEqualTo(true);
        assertThat(paste()).isEqualTo(false);
        assertSent("What is this?");
    }
}
