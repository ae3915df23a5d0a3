package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.clients.TwoNodes;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** More than one model. */
class PageModelsIT {

    private static final String MENU = ".composer button.model";
    private static final String USUAL = "obliging";

    private final Visit visit = Visit.withTwoModels();
    private final Browser browser = visit.browser();

    @AfterEach
    void beSilent() {
        browser.assertSilent();
    }

    private void choose(String model) {
        browser.take(MENU, model);
        browser.awaitText(MENU, model);
    }

    private List<String> answerers() {
        return browser.all(Visit.ANSWER + " .facts span").stream()
                .map(WebElement::getText)
                .toList();
    }

    @Test
    void modelShouldBeChosenKeptAndRemembered() {
        visit.at("/");
        choose(USUAL);
        choose(TwoNodes.SECOND_MODEL);
        visit.ask("Hello " + UUID.randomUUID());
        visit.awaitAnswer();
        assertThat(answerers()).containsExactly(TwoNodes.SECOND_MODEL);
        String path = browser.address().substring(visit.door().address().length());
        browser.click(".side-link.new");
        browser.first(".greeting");
        browser.awaitText(MENU, TwoNodes.SECOND_MODEL);
        choose(USUAL);
        browser.driver().navigate().refresh();
        browser.first(".greeting");
        browser.awaitText(MENU, USUAL);
        visit.at(path);
        browser.awaitText(MENU, TwoNodes.SECOND_MODEL);
        visit.ask("And once more");
        browser.awaitText(Visit.ANSWER, "You said: And once more");
        visit.awaitAnswer();
        assertThat(answerers()).containsExactly(TwoNodes.SECOND_MODEL, TwoNodes.SECOND_MODEL);
        browser.shoot("models");
    }

    @Test
    void anotherModelShouldAnswerOnceMore() {
        String id = visit.conversation("Two opinions", "What do you think of it, " + UUID.randomUUID() + "?");
        visit.at("/c/" + id);
        visit.awaitAnswer();
        assertThat(answerers()).containsExactly(USUAL);
        choose(TwoNodes.SECOND_MODEL);
        browser.click("button[aria-label='Another answer']");
        browser.awaitText(".answer .branches", "2 of 2");
        visit.awaitAnswer();
        assertThat(answerers()).containsExactly(TwoNodes.SECOND_MODEL);
        assertThat(visit.api()
                        .get("/api/v1/conversations/" + id)
                        .expect(200)
                        .json()
                        .get("model")
                        .asText())
                .isEqualTo(TwoNodes.SECOND_MODEL);
        browser.click(".answer [aria-label='Previous version']");
        browser.await("the first opinion", () -> answerers().equals(List.of(USUAL)));
    }
}
