package bot.conversational.domain.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.TestNode;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.shared.DomainException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream is picked up at a place that exists, or not at all. */
class PlacesTest extends TwoNodes {

    /** Of an answer that says "Grö" so far. */
    @ParameterizedTest
    @ValueSource(strings = {"3", "5", "9", "999999999999", "0.1", "2.1", "4.1", "end"})
    void placeThatDoesNotExistShouldBeRefusedWhileTheAnswerRuns(String place) {
        TurnReader here = halted("Grö", "ße");
        text(here, 4);
        assertNowhere(one, id(here), place);
        gate.complete(null);
        assertThat(rest(here)).isEqualTo("ße");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "end"})
    void otherNodeShouldRefuseWhatItCanSeeToBeNowhere(String place) {
        TurnReader here = halted("Grö", "ße");
        text(here, 4);
        mirrorSoon(here, 4);
        assertNowhere(two, id(here), place);
    }

    /** "Größe" has 7 bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"3", "5", "8", "999999999999", "0.1", "7.1"})
    void placeThatDoesNotExistShouldBeRefusedOnceTheAnswerIsOver(String place) {
        TurnReader here = halted("Grö", "ße");
        gate.complete(null);
        rest(here);
        assertNowhere(one, id(here), place);
        assertNowhere(two, id(here), place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "4", "6", "7"})
    void placeThatExistsShouldGiveTheRest(String place) {
        TurnReader here = halted("Grö", "ße");
        gate.complete(null);
        rest(here);
        byte[] all = "Größe".getBytes(StandardCharsets.UTF_8);
        int seen = Integer.parseInt(place);
        assertThat(rest(follow(one, id(here), place)))
                .isEqualTo(new String(all, seen, all.length - seen, StandardCharsets.UTF_8));
    }

    /** The client saw more of it on the node that generates it. */
    @Test
    void otherNodeShouldWaitForAPlaceThatHasNotComeToItYet() throws InterruptedException {
        TurnReader here = halted("Grö", "ße");
        text(here, 4);
        Thread mirroring = Thread.startVirtualThread(() -> mirrorSoon(here, 4));
        TurnReader there = follow(two, id(here), "2");
        mirroring.join();
        gate.complete(null);
        assertThat(rest(there)).isEqualTo("öße");
    }

    /** Nobody knows before whether the answer will ever come so far. */
    @Test
    void otherNodeShouldRefuseAPlaceThatNeverCame() {
        TurnReader here = halted("Grö", "ße");
        text(here, 4);
        TurnReader there = follow(two, id(here), "99");
        gate.complete(null);
        rest(here);
        await().until(() -> stored(id(here)).status() == MessageStatus.COMPLETED);
        assertThatThrownBy(() -> rest(there)).isInstanceOf(DomainException.Malformed.class);
        assertNowhere(two, id(here), "99");
    }

    private TurnReader follow(TestNode node, MessageId answer, String place) {
        StreamPosition position = StreamPosition.parse(answer + ":" + place);
        return node.follow
                .follow(user, conversation, answer, Optional.of(position))
                .orElseThrow();
    }

    private void assertNowhere(TestNode node, MessageId answer, String place) {
        assertThatThrownBy(() -> follow(node, answer, place)).as(place).isInstanceOf(DomainException.Malformed.class);
    }
}
