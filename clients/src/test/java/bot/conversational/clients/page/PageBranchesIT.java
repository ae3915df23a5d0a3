package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions asked otherwise, and answers given again. */
class PageBranchesIT {

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();

    @AfterEach
    void beSilent() {
        browser.assertSilent();
    }

    @Test
    void editedQuestionShouldBecomeABranchBesideTheFirst() {
        visit.at("/c/" + visit.conversation("Branches", "First", "Follow-up"));
        browser.await("two questions", () -> browser.all(Visit.QUESTION).size() == 2);
        browser.script("document.querySelector('.question [aria-label=\"Edit the question\"]').click()");
        browser.replace(".editor textarea", "Second");
        browser.choose(".editor button", "Ask this instead");
        browser.awaitText(Visit.ANSWER, "You said: Second");
        visit.awaitAnswer();
        assertThat(browser.all(Visit.QUESTION)).hasSize(1);
        browser.awaitText(".question .branches", "2 of 2");
        browser.click(".question [aria-label='Previous version']");
        browser.awaitText(Visit.ANSWER, "You said: Follow-up");
        browser.awaitText(Visit.QUESTION, "First");
    }

    @Test
    void anotherAnswerShouldStandBesideTheFirst() {
        visit.at("/c/" + visit.conversation("Again", "Hello there"));
        visit.awaitAnswer();
        browser.click("button[aria-label='Another answer']");
        browser.awaitText(".answer .branches", "2 of 2");
        visit.awaitAnswer();
        browser.click(".answer [aria-label='Previous version']");
        browser.awaitText(".answer .branches", "1 of 2");
        assertThat(browser.all(Visit.ANSWER)).hasSize(1);
    }
}
