package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions asked otherwise, and answers given again. */
class PageBranchesIT {

    private static final String EDITOR = ".editor textarea";

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
        browser.replace(EDITOR, "Second");
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
    void editShouldStayInItsEditorUntilItIsAsked() {
        visit.at("/c/" + visit.conversation("Edits", "First"));
        visit.awaitAnswer();
        browser.script("document.querySelector('.question [aria-label=\"Edit the question\"]').click()");
        browser.replace(EDITOR, "Another");
        browser.script(
                "document.querySelector(arguments[0]).dispatchEvent("
                        + "new KeyboardEvent('keydown', {key: 'Escape', isComposing: true, bubbles: true}))",
                EDITOR);
        visit.hold("POST", "/messages");
        browser.choose(".editor button", "Ask this instead");
        visit.answer(429);
        awaitEdit("Another");
        browser.click(".side-link.new");
        browser.first(".greeting");
        browser.driver().navigate().back();
        awaitEdit("Another");
        browser.choose(".editor button", "Ask this instead");
        browser.awaitText(Visit.ANSWER, "You said: Another");
        visit.awaitAnswer();
    }

    private void awaitEdit(String text) {
        browser.await(
                "an editor with " + text,
                () -> browser.all(EDITOR).stream().anyMatch(editor -> text.equals(editor.getDomProperty("value"))));
    }

    @Test
    void anotherAnswerShouldStandBesideTheFirst() {
        visit.at("/c/" + visit.conversation("Again", "Hello there"));
        visit.awaitAnswer();
        browser.click("button[aria-label='Another answer']");
        browser.awaitText(".answer .branches", "2 of 2");
        visit.awaitAnswer();
        visit.hold("GET", "/messages");
        browser.click(".answer [aria-label='Previous version']");
        visit.answer(429);
        browser.awaitText(".toast", "That was a lot at once");
        browser.awaitText(".answer .branches", "2 of 2");
        browser.click(".answer [aria-label='Previous version']");
        browser.awaitText(".answer .branches", "1 of 2");
        assertThat(browser.all(Visit.ANSWER)).hasSize(1);
    }
}
