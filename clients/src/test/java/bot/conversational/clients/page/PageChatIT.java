package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Asking and being answered. */
class PageChatIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();

    @AfterEach
    void beSilent() {
        browser.assertSilent("status of 502");
    }

    @Test
    void questionShouldBeAnsweredInAConversationOfItsOwn() {
        visit.at("/");
        visit.ask("What is a hexagon?");
        visit.awaitAnswer();
        assertThat(visit.answer()).isEqualTo("You said: What is a hexagon?");
        assertThat(browser.address()).contains("/c/");
        browser.awaitText(".bar h1", "What is a hexagon?");
        browser.awaitText(".entries a[aria-current=page]", "What is a hexagon?");
        visit.ask("And a second one?");
        browser.awaitText(Visit.ANSWER, "And a second one?");
        assertThat(browser.all(Visit.QUESTION)).hasSize(2);
    }

    @Test
    void whatIsWrittenWhileAConversationIsMadeShouldBeItsDraft() {
        visit.at("/");
        browser.first(Visit.COMPOSER);
        visit.hold("POST", "/conversations");
        visit.ask("Who was first?");
        visit.ask("Written meanwhile");
        visit.answer(0);
        visit.awaitAnswer();
        visit.awaitDraft("Written meanwhile");
        assertThat(browser.all(Visit.QUESTION)).hasSize(1);
        browser.replace(Visit.COMPOSER, Keys.DELETE.toString());
    }

    @Test
    void questionThatCannotBeSentShouldComeBackWhereItWasAsked() {
        String other = visit.conversation("Elsewhere");
        visit.at("/c/" + visit.conversation("Refused"));
        browser.awaitText(".bar h1", "Refused");
        visit.hold("POST", "/messages");
        visit.ask("Too much");
        browser.type(Visit.COMPOSER, "And more");
        browser.click(".entries a[href='/c/" + other + "']");
        browser.awaitText(".bar h1", "Elsewhere");
        visit.answer(429);
        browser.awaitText(".toast", "That was a lot at once");
        visit.awaitDraft("");
        browser.driver().navigate().back();
        browser.awaitText(".bar h1", "Refused");
        visit.awaitDraft("Too much\n\nAnd more");
        browser.replace(Visit.COMPOSER, Keys.DELETE.toString());
    }

    @Test
    void answerShouldBeStopped() {
        visit.at("/");
        visit.ask("Repeat slowly " + "word ".repeat(200));
        browser.awaitText(Visit.ANSWER, "word word");
        browser.click("button[aria-label='Stop the answer']");
        browser.awaitText(".aside", "You stopped this answer");
        visit.awaitAnswer();
        assertThat(visit.answer().split("word", -1).length).isLessThan(200);
    }

    @Test
    void failureShouldBeToldWithWhatToDo() {
        visit.at("/");
        visit.ask("Please fail");
        browser.awaitText(".notice.grave", "Your question is kept");
        browser.click(".notice.grave button");
        browser.await(
                "another failure",
                () -> browser.has(".notice.grave") && visit.nodes().model().failures() >= 2);
        browser.awaitText(".branches", "2 of 2");
    }

    @Test
    void thoughtsShouldBeFolded() {
        visit.at("/");
        visit.ask("Please think");
        visit.awaitAnswer();
        assertThat(browser.first(".folded").getAttribute("open")).isNull();
        browser.click(".folded summary");
        browser.awaitText(".folded .inside", "First I think");
        assertThat(visit.answer()).contains("You said: Please think");
    }

    @Test
    void callsOfToolsShouldBeFolded() {
        String id = visit.conversation("Tools");
        visit.api()
                .post(
                        "/api/v1/conversations/" + id + "/messages",
                        Map.of(
                                "content",
                                "What is the weather?",
                                "tools",
                                List.of(Map.of("name", "weather", "parameters", Map.of("type", "object")))))
                .expect(201);
        visit.at("/c/" + id);
        browser.awaitText(".folded summary", "Called weather");
        browser.click(".folded summary");
        browser.awaitText(".folded .inside", "Oslo");
    }

    @Test
    void ratingShouldBeKept() {
        String id = visit.conversation("Rated", "Good morning");
        visit.at("/c/" + id);
        browser.click("button[aria-label='Good answer']");
        browser.first("button[aria-label='Good answer'][aria-pressed=true]");
        browser.await(
                "what the service knows of it",
                () -> visit.api()
                        .get("/api/v1/conversations/" + id + "/messages")
                        .json()
                        .findValuesAsText("feedback")
                        .contains("up"));
        browser.driver().navigate().refresh();
        browser.first("button[aria-label='Good answer'][aria-pressed=true]");
        browser.click("button[aria-label='Good answer']");
        browser.first("button[aria-label='Good answer'][aria-pressed=false]");
    }

    @Test
    void answerShouldBeHeardBySentences() {
        visit.at("/");
        visit.ask("First sentence. Second one follows");
        visit.awaitAnswer();
        browser.await(
                "what was said",
                () -> String.valueOf(browser.script("return document.querySelector('.spoken').textContent"))
                        .contains("You said: First sentence."));
    }
}
