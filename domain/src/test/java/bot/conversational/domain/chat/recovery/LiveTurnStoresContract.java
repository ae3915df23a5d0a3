package bot.conversational.domain.chat.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.live.LiveTextStore.Delta;
import bot.conversational.domain.chat.recovery.OrphanedTurns.Orphan;
import bot.conversational.domain.chat.turn.Exchange;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.chat.LiveTurnStores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of running turns keeps. */
public interface LiveTurnStoresContract extends StoreContract {

    int PLENTY = 10_000;
    NodeId SOMEBODY = new NodeId("somebody", 1);

    private LiveTurnStores live() {
        return stores().live();
    }

    private NewTurn running(Dialogue dialogue) {
        NewTurn turn = dialogue.asking("Q");
        stores().turns().begin(turn);
        dialogue.begun(turn);
        return turn;
    }

    private Optional<Orphan> orphan(NodeId self, Set<MessageId> known, NewTurn turn) {
        return live().orphans().list(self, known, Set.of(), PLENTY).stream()
                .filter(orphan -> orphan.generating().id().equals(turn.answerId()))
                .findFirst();
    }

    private Message answer(Dialogue dialogue, NewTurn turn) {
        return live().answers()
                .find(dialogue.user(), dialogue.id(), turn.answerId())
                .orElseThrow()
                .assistantMessage();
    }

    @Test
    default void piecesShouldBeTheTextOfARunningAnswer() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = running(dialogue);
        assertThat(answer(dialogue, turn).content()).isEmpty();

        assertThat(live().deltas().keep(List.of(new Delta(dialogue.user(), turn.answerId(), 0, "Grö"))))
                .containsExactly(turn.answerId());
        live().deltas().keep(List.of(new Delta(dialogue.user(), turn.answerId(), 4, "ße ")));
        live().deltas().keep(List.of(new Delta(dialogue.user(), turn.answerId(), 4, "ße 😀")));

        assertThat(answer(dialogue, turn).content()).isEqualTo("Größe 😀");
        assertThat(answer(dialogue, turn).status()).isEqualTo(MessageStatus.GENERATING);
        Message newest = stores().messages()
                .history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(1))
                .orElseThrow()
                .items()
                .getFirst();
        assertThat(newest).isEqualTo(answer(dialogue, turn));
    }

    /** As after a crash of the store, which may lose what it had. */
    @Test
    default void pieceWithoutTheOnesBeforeItShouldNotBeTaken() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = running(dialogue);
        Delta rest = new Delta(dialogue.user(), turn.answerId(), 5, " loaf");
        Delta beginning = new Delta(dialogue.user(), turn.answerId(), 0, "Half a");
        assertThat(live().deltas().keep(List.of(rest))).isEmpty();
        assertThat(answer(dialogue, turn).content()).isEmpty();

        assertThat(live().deltas().keep(List.of(beginning))).containsExactly(turn.answerId());
        assertThat(answer(dialogue, turn).content()).isEqualTo("Half a");
    }

    @Test
    default void piecesOfOthersOrOfEndedTurnsShouldBePassedOver() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = running(dialogue);
        UserId other = StoreSamples.newUser(stores());
        live().deltas()
                .keep(List.of(
                        new Delta(other, turn.answerId(), 0, "not mine"),
                        new Delta(dialogue.user(), turn.answerId(), 0, "mine")));
        assertThat(answer(dialogue, turn).content()).isEqualTo("mine");

        ContextMessage whole = dialogue.answer(turn, "the whole");
        stores().turns().end(dialogue.user(), dialogue.id(), 1, whole);
        assertThat(live().deltas().keep(List.of(new Delta(dialogue.user(), turn.answerId(), 4, " late"))))
                .isEmpty();
        assertThat(answer(dialogue, turn)).isEqualTo(whole.message());
    }

    @Test
    default void findShouldGiveAnAnswerWithItsQuestionToItsOwnerOnly() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q");
        ContextMessage answer = dialogue.complete(turn, "A");
        Message question = turn.question().orElseThrow().message();

        assertThat(live().answers().find(dialogue.user(), dialogue.id(), turn.answerId()))
                .contains(new Exchange(question, answer.message(), false));
        assertThat(live().answers().find(dialogue.user(), dialogue.id(), question.id()))
                .isEmpty();
        assertThat(live().answers().find(StoreSamples.newUser(stores()), dialogue.id(), turn.answerId()))
                .isEmpty();
        assertThat(live().answers().find(dialogue.user(), new ConversationId(UUID.randomUUID()), turn.answerId()))
                .isEmpty();
    }

    @Test
    default void turnShouldBeAnOrphanWhileItsNodeHasNoLease() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = running(dialogue);
        NodeId node = turn.node();
        live().deltas().keep(List.of(new Delta(dialogue.user(), turn.answerId(), 0, "so far")));
        live().leases().release(node);

        // By the store's clock, whatever the node's says of when it started.
        Orphan orphan = await().atMost(Duration.ofSeconds(30))
                .until(() -> orphan(SOMEBODY, Set.of(), turn), Optional::isPresent)
                .orElseThrow();
        assertThat(orphan.generating()).isEqualTo(answer(dialogue, turn));
        assertThat(orphan.user()).isEqualTo(dialogue.user());
        assertThat(orphan.question()).isEqualTo(turn.answerParent().hash());

        assertThat(live().leases().renew(node)).isPresent();
        assertThat(orphan(SOMEBODY, Set.of(), turn)).isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> orphan(SOMEBODY, Set.of(), turn).isPresent());
    }

    /** Its node may have renewed no lease yet. */
    @Test
    default void turnThatBeganLessThanALeaseAgoShouldBeNoOrphanOfAnothers() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q", Instant.now());
        stores().turns().begin(turn);
        live().leases().release(turn.node());

        assertThat(orphan(SOMEBODY, Set.of(), turn)).isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> orphan(SOMEBODY, Set.of(), turn).isPresent());
    }

    @Test
    default void turnShouldBeAnOrphanWhenItsOwnNodeDoesNotKnowIt() {
        NewTurn turn = running(Dialogue.of(stores()));
        live().leases().renew(turn.node());

        assertThat(orphan(turn.node(), Set.of(), turn)).isPresent();
        assertThat(orphan(turn.node(), Set.of(turn.answerId()), turn)).isEmpty();
    }

    @Test
    default void endedTurnShouldBeNoOrphan() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q");
        dialogue.complete(turn, "A");
        live().leases().release(turn.node());
        assertThat(orphan(SOMEBODY, Set.of(), turn)).isEmpty();
    }

    @Test
    default void laterProcessOfTheSameNameShouldTakeTheLeaseOver() {
        NodeId first = new NodeId("node-" + UUID.randomUUID(), 1);
        NodeId second = new NodeId(first.name(), 2);
        assertThat(live().leases().renew(first)).isPresent();
        assertThat(live().leases().renew(second)).isPresent();
        assertThat(live().leases().renew(first)).isEmpty();
        live().leases().release(first);
        assertThat(live().leases().renew(first)).isEmpty();
        live().leases().release(second);
        assertThat(live().leases().renew(first)).isPresent();
    }

    /** The clock of its machine was set back. */
    @Test
    default void lowerEpochShouldTakeOverALeaseThatHasRunOut() {
        NodeId dead = new NodeId("node-" + UUID.randomUUID(), 2);
        NodeId restarted = new NodeId(dead.name(), 1);
        live().leases().renew(dead);
        assertThat(live().leases().renew(restarted)).isEmpty();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> live().leases().renew(restarted).isPresent());
    }

    @Test
    default void turnThatIsSetAsideShouldNotBeListed() {
        NewTurn turn = running(Dialogue.of(stores()));
        live().leases().renew(turn.node());

        assertThat(live().orphans().list(turn.node(), Set.of(), Set.of(turn.answerId()), PLENTY))
                .noneMatch(orphan -> orphan.generating().id().equals(turn.answerId()));
    }

    @Test
    default void stopShouldReachTheNodeThatGenerates() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = running(dialogue);
        live().stops().request(StoreSamples.newUser(stores()), dialogue.id(), turn.answerId());
        live().stops().request(dialogue.user(), new ConversationId(UUID.randomUUID()), turn.answerId());
        assertThat(live().stops().pending(turn.node())).doesNotContain(turn.answerId());

        live().stops().request(dialogue.user(), dialogue.id(), turn.answerId());
        live().stops().request(dialogue.user(), dialogue.id(), turn.answerId());

        assertThat(live().stops().pending(turn.node())).containsOnlyOnce(turn.answerId());
        assertThat(live().stops().pending(SOMEBODY)).isEmpty();
        stores().turns().end(dialogue.user(), dialogue.id(), 1, dialogue.answer(turn, "A"));
        assertThat(live().stops().pending(turn.node())).doesNotContain(turn.answerId());
    }

    @Test
    default void turnShouldBeGoneWithItsConversation() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = running(dialogue);
        Map<MessageId, UserId> known = Map.of(turn.answerId(), dialogue.user());
        assertThat(live().stops().gone(known)).isEmpty();
        assertThat(live().stops().gone(Map.of(turn.answerId(), StoreSamples.newUser(stores()))))
                .containsExactly(turn.answerId());

        stores().conversations().delete(dialogue.user(), dialogue.id());
        assertThat(live().stops().gone(known)).containsExactly(turn.answerId());
    }

    @Test
    default void liveShouldCountTheNodesThatHoldALease() {
        NodeId node = new NodeId("node-" + UUID.randomUUID(), 1);
        int before = live().leases().live();
        live().leases().renew(node);
        live().leases().renew(node);
        assertThat(live().leases().live()).isGreaterThan(before);
        live().leases().release(node);
        assertThat(live().leases().live()).isLessThanOrEqualTo(before);
    }

    @Test
    default void liveTurnStoresShouldBeUnavailableDuringOutage() throws Throwable {
        Dialogue dialogue = Dialogue.of(stores());
        MessageId turn = running(dialogue).answerId();
        unavailableDuringOutage(() -> live().deltas().keep(List.of(new Delta(dialogue.user(), turn, 0, "so far"))));
        unavailableDuringOutage(() -> live().orphans().list(SOMEBODY, Set.of(), Set.of(), 1));
    }
}
