package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The list of conversations. */
class PageSidebarIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();
    private final String title = "Budget " + UUID.randomUUID().toString().substring(0, 8);
    private final String id = visit.conversation(title);
    private final String link = ".entries a[href='/c/" + id + "']";

    @AfterEach
    void beSilent() {
        browser.assertSilent("status of 404");
    }

    private void menu(String item) {
        menu(link, item);
    }

    private void menu(String entry, String item) {
        browser.script("document.querySelector(arguments[0]).parentElement.querySelector('button').click()", entry);
        browser.choose(".menu button", item);
    }

    @Test
    void conversationShouldBeFoundByItsTitle() {
        visit.at("/");
        browser.type(".side-filter input", title.toLowerCase(java.util.Locale.ROOT));
        browser.press(Keys.ENTER);
        browser.awaitText(".bar h1", title);
    }

    @Test
    void conversationShouldBeRenamedAndPinned() {
        visit.at("/c/" + id);
        browser.first(link);
        menu("Rename");
        browser.replace("dialog input", title + " renamed");
        browser.choose("dialog button", "Save");
        browser.awaitText(link, title + " renamed");
        browser.awaitText(".bar h1", title + " renamed");
        menu("Pin");
        browser.awaitText(".entries h2", "Pinned");
        menu("Unpin");
    }

    @Test
    void conversationShouldGoToTheArchiveAndComeBack() {
        visit.at("/");
        browser.first(link);
        menu("Archive");
        browser.awaitGone(link);
        browser.take("button.account", "Archive");
        browser.first(link);
        menu("Move back");
        browser.awaitGone(link);
        browser.click(".archive-link");
        browser.first(link);
    }

    @Test
    void deletionShouldBeUndone() {
        visit.at("/");
        browser.first(link);
        menu("Delete");
        browser.awaitGone(link);
        browser.press("?");
        browser.choose("dialog .toast button", "Undo");
        browser.press(Keys.ESCAPE);
        browser.awaitGone("dialog");
        browser.first(link);
        visit.api().get("/api/v1/conversations/" + id).expect(200);
    }

    @Test
    void deletionShouldBeDoneWhenNobodyUndoesIt() {
        visit.at("/");
        browser.first(link);
        menu("Delete");
        browser.click(".toast button[aria-label=Close]");
        awaitDeletion();
        assertThat(browser.all(link)).isEmpty();
    }

    @Test
    void deletionShouldBeDoneWhenOthersTakeThePlaceOfItsOffer() {
        List<String> others = Stream.of("One", "Two", "Three")
                .map(other -> ".entries a[href='/c/" + visit.conversation(other) + "']")
                .toList();
        visit.at("/");
        browser.first(link);
        menu("Delete");
        menu(others.get(2), "Delete");
        browser.awaitFocus(others.get(1));
        menu(others.get(1), "Delete");
        browser.awaitFocus(others.get(0));
        menu(others.get(0), "Delete");
        awaitDeletion();
    }

    private void awaitDeletion() {
        browser.await(
                "a deletion",
                () -> visit.api().get("/api/v1/conversations/" + id).status() == 404);
    }

    @Test
    void whatIsFoundShouldBeAsItIsNow() {
        visit.at("/");
        find();
        menu("Rename");
        browser.replace("dialog input", title + " renamed");
        browser.choose("dialog button", "Save");
        browser.awaitText(link, title + " renamed");
        menu("Delete");
        browser.awaitGone(link);
        browser.awaitFocus(".side-link.new");
    }

    /** Looks for what no other title has. */
    private void find() {
        browser.type(".side-filter input", title.substring("Budget ".length()));
        browser.first(".entries .everywhere");
        browser.first(link);
    }

    @Test
    void tabsShouldKeepInStep() {
        visit.at("/");
        String first = browser.driver().getWindowHandle();
        String second = browser.openTab();
        try {
            visit.at("/c/" + id);
            visit.ask("Said in another tab");
            visit.awaitAnswer();
            browser.turnTo(first);
            browser.awaitText(".entries ul li:first-child", title);
            find();
            browser.turnTo(second);
            menu("Rename");
            browser.replace("dialog input", title + " renamed");
            browser.choose("dialog button", "Save");
            browser.turnTo(first);
            browser.awaitText(link, title + " renamed");
            browser.turnTo(second);
            menu("Delete");
            browser.click(".toast button[aria-label=Close]");
            browser.turnTo(first);
            browser.awaitGone(link);
        } finally {
            browser.close(second, first);
        }
    }
}
