package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

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
    private final String numbers = UUID.randomUUID() + " " + numbers(0, 8) + " hold " + numbers(8, 16);

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
        browser.awaitText(Visit.ANSWER + "[aria-busy]", "n5");
    }

    private void assertWhole() {
        visit.nodes().model().goOn();
        browser.awaitText(Visit.ANSWER, "n15");
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
