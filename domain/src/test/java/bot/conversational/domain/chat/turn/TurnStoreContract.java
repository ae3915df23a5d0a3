package bot.conversational.domain.chat.turn;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.TurnStore.Beginning;
import bot.conversational.domain.chat.turn.TurnStore.RecordedTurn;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What every {@link TurnStore} keeps. */
public interface TurnStoreContract extends TurnContract {

    @Test
    default void beginShouldLeaveTheStateThatTheDomainWorksOut() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1");

        assertThat(turns().begin(turn)).isEqualTo(new Beginning.Begun());

        dialogue.begun(turn);
        assertThatStoreAgrees(dialogue);
        assertThat(context(dialogue).messages()).containsExactly(turn.question().orElseThrow());
    }

    @Test
    default void beginShouldKeepTheTitleThatIsThere() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("the first", "A1");
        dialogue.exchange("the second", "A2");

        assertThat(dialogue.state().conversation().title()).contains("About the first");
        assertThatStoreAgrees(dialogue);
    }

    @Test
    default void endShouldLeaveTheStateThatTheDomainWorksOut() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1");
        turns().begin(turn);
        dialogue.begun(turn);
        ContextMessage answer = dialogue.answer(turn, "A1");

        assertThat(turns().end(dialogue.user(), dialogue.id(), 1, answer)).isTrue();

        dialogue.ended(answer);
        assertThatStoreAgrees(dialogue);
        assertThat(context(dialogue).messages()).containsExactly(turn.question().orElseThrow(), answer);
    }

    @Test
    default void endShouldKeepAnAnswerThatDidNotComplete() {
        for (MessageStatus status : List.of(MessageStatus.STOPPED, MessageStatus.FAILED, MessageStatus.INTERRUPTED)) {
            Dialogue dialogue = Dialogue.of(stores());
            NewTurn turn = dialogue.asking("Q1");
            turns().begin(turn);
            ContextMessage answer = dialogue.answer(turn, "", status);

            assertThat(turns().end(dialogue.user(), dialogue.id(), 1, answer)).isTrue();
            assertThat(context(dialogue).messages()).last().isEqualTo(answer);
        }
    }

    @Test
    default void beginAndEndShouldLeaveTheStateThatTheDomainWorksOut() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1");
        ContextMessage answer = dialogue.answer(turn, "A1");

        assertThat(turns().beginAndEnd(turn, answer)).isEqualTo(new Beginning.Begun());

        dialogue.begunAndEnded(turn, answer);
        assertThatStoreAgrees(dialogue);
        assertThat(context(dialogue).messages()).containsExactly(turn.question().orElseThrow(), answer);
    }

    @Test
    default void beginShouldAddNoQuestionWhenAnAnswerIsGeneratedAgain() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn first = dialogue.asking("Q1");
        dialogue.complete(first, "A1");
        NewTurn again = dialogue.answeringAgain(first.question().orElseThrow());

        assertThat(turns().begin(again)).isEqualTo(new Beginning.Begun());
        dialogue.begun(again);
        assertThatStoreAgrees(dialogue);

        ContextMessage answer = dialogue.answer(again, "A1 again");
        assertThat(turns().end(dialogue.user(), dialogue.id(), 1, answer)).isTrue();
        dialogue.ended(answer);
        assertThatStoreAgrees(dialogue);
        assertThat(context(dialogue).messages())
                .containsExactly(first.question().orElseThrow(), answer);
    }

    @Test
    default void beginShouldBeStaleWhenTheConversationHasMovedOn() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn late = dialogue.asking("too late");
        dialogue.exchange("Q1", "A1");

        assertThat(turns().begin(late)).isEqualTo(new Beginning.Stale());
        assertThat(turns().beginAndEnd(late, dialogue.answer(late, "A"))).isEqualTo(new Beginning.Stale());
        assertThatStoreAgrees(dialogue);
    }

    @Test
    default void beginShouldBeBusyWhenATurnRuns() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn running = dialogue.asking("Q1");
        turns().begin(running);
        dialogue.begun(running);
        NewTurn second = dialogue.asking("Q2");

        assertThat(turns().begin(second)).isEqualTo(new Beginning.Busy(running.answerId()));
        assertThat(turns().beginAndEnd(second, dialogue.answer(second, "A2")))
                .isEqualTo(new Beginning.Busy(running.answerId()));
        assertThatStoreAgrees(dialogue);
    }

    @Test
    default void beginShouldSayNoConversationWhenItIsGoneOrAnotherUsers() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1");
        delete(dialogue.user(), dialogue.id());

        assertThat(turns().begin(turn)).isEqualTo(new Beginning.NoConversation());
        assertThat(turns().beginAndEnd(turn, dialogue.answer(turn, "A"))).isEqualTo(new Beginning.NoConversation());
    }

    @Test
    default void beginShouldGiveTheRecordedTurnWhenTheKeyWasUsed() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1", "a-key");
        turns().begin(turn);
        dialogue.begun(turn);

        RecordedTurn running = recorded(turns().begin(turn));
        assertThat(running.requestHash()).isEqualTo(Dialogue.hash("Q1"));
        assertThat(running.exchange().replayed()).isTrue();
        assertThat(running.exchange().userMessage())
                .isEqualTo(turn.question().orElseThrow().message());
        assertThat(running.exchange().assistantMessage().id()).isEqualTo(turn.answerId());
        assertThat(running.exchange().assistantMessage().status()).isEqualTo(MessageStatus.GENERATING);

        ContextMessage answer = dialogue.answer(turn, "A1");
        turns().end(dialogue.user(), dialogue.id(), 1, answer);
        dialogue.ended(answer);
        assertThat(recorded(turns().begin(dialogue.asking("Q1", "a-key"))).exchange())
                .isEqualTo(new Exchange(turn.question().orElseThrow().message(), answer.message(), true));
        assertThatStoreAgrees(dialogue);
    }

    @Test
    default void beginAndEndShouldRememberTheKey() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1", "a-key");
        ContextMessage answer = dialogue.answer(turn, "A1");
        turns().beginAndEnd(turn, answer);

        assertThat(recorded(turns().beginAndEnd(turn, answer)).exchange())
                .isEqualTo(new Exchange(turn.question().orElseThrow().message(), answer.message(), true));
    }

    @Test
    default void aKeyShouldBeItsUsersInEveryConversationOfHisAndNobodyElses() {
        Dialogue dialogue = Dialogue.of(stores());
        turns().begin(dialogue.asking("Q1", "a-key"));

        assertThat(turns().begin(Dialogue.of(stores(), dialogue.user()).asking("Q1", "a-key")))
                .isInstanceOf(Beginning.KeyUsed.class);
        assertThat(turns().begin(Dialogue.of(stores()).asking("Q1", "a-key"))).isEqualTo(new Beginning.Begun());
    }

    @Test
    default void beginShouldLetOneBeginWhenManyAskAtOnce() throws Exception {
        Dialogue dialogue = Dialogue.of(stores());

        Queue<NewTurn> asked = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 8; i++) {
            asked.add(dialogue.asking("Q" + i));
        }

        List<Beginning> beginnings = StoreContract.atOnce(8, () -> turns().begin(asked.remove()));

        assertThat(beginnings).containsOnlyOnce(new Beginning.Begun());
        assertThat(context(dialogue).state().conversation().messageCount()).isEqualTo(2);
    }

    @Test
    default void aKeyShouldBeginOneTurnWhenUsedInManyConversationsAtOnce() throws Exception {
        var user = StoreSamples.newUser(stores());

        List<Beginning> beginnings = StoreContract.atOnce(
                8, () -> turns().begin(Dialogue.of(stores(), user).asking("Q", "a-key")));

        assertThat(beginnings).containsOnlyOnce(new Beginning.Begun());
        assertThat(beginnings).filteredOn(Beginning.KeyUsed.class::isInstance).hasSize(7);
    }

    @Test
    default void endShouldHappenOnceWhenManyEndTheTurnAtOnce() throws Exception {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1");
        turns().begin(turn);
        dialogue.begun(turn);
        ContextMessage answer = dialogue.answer(turn, "A1");

        List<Boolean> ended = StoreContract.atOnce(8, () -> turns().end(dialogue.user(), dialogue.id(), 1, answer));

        assertThat(ended).containsOnlyOnce(true).containsAll(Collections.nCopies(7, false));
        dialogue.ended(answer);
        assertThatStoreAgrees(dialogue);
    }

    @Test
    default void endShouldWriteNothingWhenTheTurnDoesNotRunInThisAttempt() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1");
        turns().begin(turn);
        dialogue.begun(turn);
        ContextMessage answer = dialogue.answer(turn, "A1");

        assertThat(turns().end(dialogue.user(), dialogue.id(), 2, answer)).isFalse();
        assertThat(turns().end(StoreSamples.newUser(stores()), dialogue.id(), 1, answer))
                .isFalse();
        assertThatStoreAgrees(dialogue);

        delete(dialogue.user(), dialogue.id());
        assertThat(turns().end(dialogue.user(), dialogue.id(), 1, answer)).isFalse();
    }

    @Test
    default void beginShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Dialogue dialogue = Dialogue.of(stores());

        unavailableDuringOutage(() -> turns().begin(dialogue.asking("Q1")));
    }

    private static RecordedTurn recorded(Beginning beginning) {
        assertThat(beginning).isInstanceOf(Beginning.KeyUsed.class);
        return ((Beginning.KeyUsed) beginning).turn();
    }
}
