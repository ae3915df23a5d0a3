package bot.conversational.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.ServiceProcess;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A node that dies while it answers. */
class PageNodesIT {

    private final Visit visit = Visit.withTwoModels();
    private final Browser browser = visit.browser();

    /** How often a word is in what is shown. */
    private long count(String word) {
        return browser.all(Visit.ANSWER + " .said").stream()
                .flatMap(said -> Arrays.stream(said.getText().split("\\s+")))
                .filter(word::equals)
                .count();
    }

    /** What it had said is there once, the page tells what happened, and the other node answers anew. */
    @Test
    void killedNodeShouldBeToldAndItsQuestionAnsweredByAnother() {
        ServiceProcess other = visit.nodes().other();
        String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
        String question = "Repeat slowly " + mark + " one two hold three four";
        visit.at("/");
        browser.first(Visit.COMPOSER);
        visit.door().leadTo(other.port());
        visit.ask(question);
        browser.awaitText(Visit.ANSWER + "[aria-busy]", "hold");
        browser.awaitText(Visit.ANSWER + "[aria-busy]", mark);
        String messages = "/api/v1/conversations/" + browser.address().replaceFirst(".*/c/", "") + "/messages";
        browser.await(
                "what is kept of it",
                () -> visit.api().get(messages).text().contains("You said: Repeat slowly " + mark));
        visit.door().leadNextTo(visit.nodes().one().port());
        other.kill(); // SIGKILL, in the middle of the stream
        visit.nodes().model().goOn(); // what nobody listens to any more
        browser.awaitText(".notice", "The service was restarted");
        assertThat(count(mark)).isEqualTo(1);
        assertThat(browser.all(Visit.QUESTION)).hasSize(1);
        browser.shoot("killed");
        browser.choose(".notice button", "Try again");
        browser.awaitText(Visit.ANSWER + "[aria-busy]", "two hold");
        visit.nodes().model().goOn();
        browser.awaitText(Visit.ANSWER, "four");
        visit.awaitAnswer();
        assertThat(visit.answer()).isEqualTo("You said: " + question);
        assertThat(count(mark)).isEqualTo(1);
        browser.assertSilent("net::ERR_", "status of 502", "status of 503");
    }
}
