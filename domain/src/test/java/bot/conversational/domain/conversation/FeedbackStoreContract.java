package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.conversation.FeedbackStore.Outcome;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link FeedbackStore} keeps. */
public interface FeedbackStoreContract extends StoreContract {

    Feedback UP = new Feedback(Rating.UP, Optional.of("“Größe” 😀"));
    Feedback DOWN = new Feedback(Rating.DOWN, Optional.empty());

    private Outcome put(Dialogue dialogue, MessageId message, Feedback feedback) {
        return stores().feedback().put(dialogue.user(), dialogue.id(), message, feedback, StoreSamples.NOON);
    }

    private Outcome remove(Dialogue dialogue, MessageId message) {
        return stores().feedback().remove(dialogue.user(), dialogue.id(), message);
    }

    private long version(Dialogue dialogue) {
        return stores().conversations()
                .find(dialogue.user(), dialogue.id())
                .orElseThrow()
                .version();
    }

    private List<Optional<Rating>> shown(Dialogue dialogue) {
        return stores()
                .messages()
                .history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(10))
                .orElseThrow()
                .items()
                .stream()
                .map(Message::feedback)
                .toList();
    }

    @Test
    default void putShouldBeShownAndRaiseTheVersion() {
        Dialogue dialogue = Dialogue.of(stores());
        MessageId answer = dialogue.exchange("Q", "A").message().id();
        long before = version(dialogue);

        assertThat(put(dialogue, answer, UP)).isEqualTo(new Outcome.Kept(before + 1));
        assertThat(shown(dialogue)).containsExactly(Optional.of(Rating.UP), Optional.empty());
        put(dialogue, answer, DOWN);
        put(dialogue, answer, DOWN);
        assertThat(shown(dialogue)).containsExactly(Optional.of(Rating.DOWN), Optional.empty());
        List<ContextMessage> context = stores().turns()
                .context(dialogue.user(), dialogue.id(), new Parent.Newest(), 1_000)
                .orElseThrow()
                .messages();
        assertThat(context.getLast().message().feedback()).contains(Rating.DOWN);
    }

    @Test
    default void removeShouldTakeItBackAndChangeNothingWhenThereIsNone() {
        Dialogue dialogue = Dialogue.of(stores());
        MessageId answer = dialogue.exchange("Q", "A").message().id();
        put(dialogue, answer, UP);
        long before = version(dialogue);

        assertThat(remove(dialogue, answer)).isEqualTo(new Outcome.Kept(before + 1));
        assertThat(remove(dialogue, answer)).isEqualTo(new Outcome.Kept(before + 1));
        assertThat(shown(dialogue)).containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    default void questionShouldBeNoAnswer() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q");
        dialogue.complete(turn, "A");
        MessageId question = turn.question().orElseThrow().message().id();
        long before = version(dialogue);

        assertThat(put(dialogue, question, UP)).isEqualTo(new Outcome.NoAnswer());
        assertThat(remove(dialogue, question)).isEqualTo(new Outcome.NoAnswer());
        assertThat(version(dialogue)).isEqualTo(before);
    }

    @Test
    default void answerThatIsStillGeneratedShouldWait() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q");
        stores().turns().begin(turn);

        assertThat(put(dialogue, turn.answerId(), UP)).isEqualTo(new Outcome.Generating());
        assertThat(remove(dialogue, turn.answerId())).isEqualTo(new Outcome.Generating());
    }

    @Test
    default void messageOfAnotherUserOrConversationOrNoneShouldNotBeThere() {
        Dialogue dialogue = Dialogue.of(stores());
        MessageId answer = dialogue.exchange("Q", "A").message().id();
        Dialogue elsewhere = Dialogue.of(stores(), dialogue.user());
        Dialogue anothers = Dialogue.of(stores());

        assertThat(put(elsewhere, answer, UP)).isEqualTo(new Outcome.NoMessage());
        assertThat(put(anothers, answer, UP)).isEqualTo(new Outcome.NoMessage());
        assertThat(stores().feedback().put(anothers.user(), dialogue.id(), answer, UP, StoreSamples.NOON))
                .isEqualTo(new Outcome.NoMessage());
        assertThat(remove(anothers, answer)).isEqualTo(new Outcome.NoMessage());
        assertThat(put(dialogue, new MessageId(UUID.randomUUID()), UP)).isEqualTo(new Outcome.NoMessage());
        assertThat(shown(dialogue)).containsOnly(Optional.empty());
    }

    @Test
    default void putShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Dialogue dialogue = Dialogue.of(stores());
        MessageId answer = dialogue.exchange("Q", "A").message().id();

        unavailableDuringOutage(() -> put(dialogue, answer, UP));
    }
}
