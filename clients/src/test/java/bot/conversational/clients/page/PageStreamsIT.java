package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that outlive a connection, a page and a node. */
class PageStreamsIT {

    private static final String LOST = "net::ERR_";

    private final Visit visit = Visit.shared();
    private final Browser browser = visit.browser();
    /** Each time another: a question that was asked before is answered at once. */
    private final String numbers = UUID.randomUUID() + " " + numbers(0, 4) + " hold " + numbers(4, 8);

    @AfterEach
    void beSilent() {
        browser.assertSilent(LOST, "status of 502");
    }

    private static String numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "n" + i).collect(Collectors.joining(" "));
    }

    /** Asks for an answer that ends after {@link #assertWhole} has let it. */
    private void begin() {
        visit.at("/");
        visit.ask("Repeat slowly " + numbers);
        browser.awaitText(Visit.ANSWER + "[aria-busy]", "n3");
    }

    private void assertWhole() {
        visit.nodes().model().goOn();
        browser.awaitText(Visit.ANSWER, "n7");
        visit.awaitAnswer();
        assertThat(visit.answer()).isEqualTo("You said: Repeat slowly " + numbers);
        assertThat(browser.all(Visit.QUESTION)).hasSize(1);
    }

    @Test
    void answerShouldGoOnAfterAReload() {
        begin();
        browser.driver().navigate().refresh();
        browser.first(Visit.ANSWER + "[aria-busy]");
        assertWhole();
    }

    @Test
    void answerShouldGoOnAtAnotherNodeWhenItsConnectionIsCut() {
        begin();
        visit.door().leadTo(visit.nodes().other().port());
        assertWhole();
    }

    @Test
    void answerShouldGoOnWhenTheServiceIsBack() {
        begin();
        visit.door().shut();
        browser.awaitText(".notice", "Picking the answer up again");
        visit.door().leadTo(visit.nodes().one().port());
        assertWhole();
    }

    /** An answer of the service is none here, as when a node does not know of it any more. */
    @Test
    void answerThatWasGivenUpShouldBePickedUpWhenAsked() {
        begin();
        visit.hold("GET", "/events");
        visit.door().leadTo(visit.nodes().other().port());
        visit.answer(404);
        browser.awaitText(".notice", "could not be picked up again");
        visit.awaitDraft("");
        browser.choose(".notice button", "Try again");
        assertWhole();
    }

    @Test
    void readerWhoGoesUpALittleShouldStayThere() {
        visit.at("/c/" + visit.conversation("Lines", "Repeat:\n\n" + "A line.\n\n".repeat(60)));
        visit.awaitAnswer();
        visit.ask("Repeat slowly " + numbers);
        browser.awaitText(Visit.ANSWER + "[aria-busy]", "n3 hold");
        browser.await("the end", () -> end() < 5);
        browser.script("document.querySelector('.scroll').scrollTop -= 40");
        browser.still();
        visit.nodes().model().goOn();
        browser.awaitText(Visit.ANSWER, "n7");
        visit.awaitAnswer();
        assertThat(end()).isGreaterThan(30);
    }

    /** How far below what is seen the end is, in pixels. */
    private double end() {
        return ((Number) Objects.requireNonNull(browser.script("const place = document.querySelector('.scroll');"
                        + "return place.scrollHeight - place.scrollTop - place.clientHeight")))
                .doubleValue();
    }

    /** Also where the last words come together with the end: here the page is too busy to show them before. */
    @Test
    void whatIsSelectedShouldStaySoWhenTheAnswerEnds() {
        visit.at("/");
        visit.ask("Please write 230 words");
        browser.awaitText(Visit.ANSWER + "[aria-busy]", "hold");
        browser.script("window.requestAnimationFrame = () => 1;"
                + "getSelection().selectAllChildren(document.querySelector('.answer .md p'))");
        visit.nodes().model().goOn();
        visit.awaitAnswer();
        assertThat(String.valueOf(browser.script("return getSelection().toString()")))
                .startsWith("0 1 2 3");
    }

    @Test
    void answerShouldGoOnWhileAnotherConversationIsRead() {
        String other = visit.conversation("Another");
        begin();
        browser.click(".entries a[href='/c/" + other + "']");
        browser.awaitText(".bar h1", "Another");
        browser.driver().navigate().back();
        assertWhole();
    }
}
