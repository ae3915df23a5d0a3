package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Search in all messages. */
class PageSearchIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();
    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void beSilent() {
        browser.assertSilent();
    }

    /** The page asks once: the index has to have it by then. */
    private void awaitIndexed() {
        browser.await(
                "what the index knows of it",
                () -> visit.api().search(word).json().path("items").size() == 2);
    }

    @Test
    void messageShouldBeFoundAndShownInItsPlace() {
        String id = visit.conversation("Found", "Before it", "Here is " + word + " & <b>more</b>", "After it");
        awaitIndexed();
        visit.at("/search");
        browser.type(".search-box input", word + Keys.ENTER);
        browser.await("hits", () -> browser.all(".hit").size() == 2);
        browser.awaitText(".hit em", word);
        assertThat(browser.all(".hit-text").getFirst().getText()).contains("& <b>more</b>");
        browser.click(".hit > a");
        browser.awaitText(".message.wanted", word);
        assertThat(browser.address()).contains("/c/" + id);
        browser.driver().navigate().back();
        browser.await("hits", () -> browser.all(".hit").size() == 2);
    }

    @Test
    void messageShouldBeShownInABranchThatIsNotTheNewest() {
        String id = visit.conversation("Old branch", "The " + word + " of old");
        visit.at("/c/" + id);
        visit.awaitAnswer();
        browser.script("document.querySelector('.question [aria-label=\"Edit the question\"]').click()");
        browser.replace(".editor textarea", "Something else" + Keys.ENTER);
        browser.awaitText(Visit.ANSWER, "You said: Something else");
        visit.awaitAnswer();
        awaitIndexed();
        browser.open(visit.door().address() + "/search?q=" + word);
        browser.await("hits", () -> browser.all(".hit").size() == 2);
        browser.click(".hit > a");
        browser.awaitText(".message.wanted", word);
    }

    @Test
    void filtersShouldNarrowTheHits() {
        visit.conversation("Filtered", "About " + word);
        awaitIndexed();
        visit.at("/search?q=" + word);
        browser.await("hits", () -> browser.all(".hit").size() == 2);
        browser.choose(".search-row button", "Filters");
        browser.choose("select[name=role] option", "You");
        browser.await("one hit", () -> browser.all(".hit").size() == 1);
        assertThat(browser.address()).contains("role=user");
        browser.driver().navigate().refresh();
        browser.await("one hit", () -> browser.all(".hit").size() == 1);
    }

    @Test
    void meaningShouldFindToo() {
        visit.conversation("Meant", "About " + word);
        awaitIndexed();
        visit.at("/search?q=" + word);
        browser.choose(".choice label", "Both");
        browser.await("an answer", () -> browser.address().contains("mode=hybrid") && browser.has(".hit"));
    }

    @Test
    void nothingFoundShouldBeTold() {
        visit.at("/search?q=none" + word);
        browser.awaitText(".empty", "Try other words");
    }
}
