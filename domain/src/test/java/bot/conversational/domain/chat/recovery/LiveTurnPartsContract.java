package bot.conversational.domain.chat.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.parts.AnswerLog;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of running turns gives of an answer that has parts. */
public interface LiveTurnPartsContract extends StoreContract {

    @Test
    default void piecesShouldBeThePartsOfARunningAnswer() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking(PartSamples.question());
        stores().turns().begin(turn);
        dialogue.begun(turn);
        stores().live().leases().release(turn.node());
        String log = AnswerLog.of(PartSamples.answer()).from(0);
        // It ends within the mark of the first call.
        String beginning = log.substring(0, log.indexOf("call-1") + 2);
        String rest = log.substring(beginning.length());

        keep(dialogue, turn, 0, beginning);
        assertThat(running(dialogue, turn).body())
                .isEqualTo(Content.of(PartSamples.answer().parts().subList(0, 3)));

        keep(dialogue, turn, AnswerLog.sizeOf(beginning), rest);
        assertThat(running(dialogue, turn).body()).isEqualTo(PartSamples.answer());
    }

    private void keep(Dialogue dialogue, NewTurn turn, long start, String piece) {
        Delta delta = new Delta(dialogue.user(), turn.answerId(), start, piece);
        assertThat(stores().live().deltas().keep(List.of(delta))).containsExactly(turn.answerId());
    }

    /** The same, whoever reads it. */
    private Message running(Dialogue dialogue, NewTurn turn) {
        Exchange exchange = stores().live()
                .answers()
                .find(dialogue.user(), dialogue.id(), turn.answerId())
                .orElseThrow();
        assertThat(exchange.userMessage().body()).isEqualTo(PartSamples.question());
        Message running = exchange.assistantMessage();
        assertThat(stores().messages()
                        .history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(1))
                        .orElseThrow()
                        .items())
                .containsExactly(running);
        // A turn is an orphan when it is older than a lease, by the store's clock.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                stores().live().orphans().list(new NodeId("somebody", 1), Set.of(), Set.of(), 10_000))
                        .filteredOn(orphan -> orphan.generating().id().equals(turn.answerId()))
                        .singleElement()
                        .satisfies(orphan -> assertThat(orphan.generating()).isEqualTo(running)));
        return running;
    }
}
