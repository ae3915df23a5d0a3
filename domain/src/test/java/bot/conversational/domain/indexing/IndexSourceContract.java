package bot.conversational.domain.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link IndexSource} reads. */
public interface IndexSourceContract extends StoreContract {

    private static Change conversation(UserId user, Dialogue dialogue, long version) {
        return new Change(user, Change.Entity.CONVERSATION, dialogue.id().value(), version);
    }

    private static Change message(UserId user, ContextMessage message, long version) {
        return new Change(user, Change.Entity.MESSAGE, message.message().id().value(), version);
    }

    private static IndexEntry put(Dialogue dialogue, ContextMessage message) {
        Conversation now = dialogue.state().conversation();
        return new IndexEntry.Put(new MessageDocument(
                now.user(), message.message(), now.title(), now.settings().archived(), now.filing(), now.version()));
    }

    /** All pieces, each so small that the edges between them are met. */
    private List<IndexEntry> read(List<Change> changes) {
        List<IndexEntry> entries = new ArrayList<>();
        Optional<IndexSource.Place> after = Optional.empty();
        do {
            IndexSource.Piece piece = stores().index().read(changes, after, 2);
            assertThat(piece.entries()).hasSizeLessThanOrEqualTo(2);
            entries.addAll(piece.entries());
            after = piece.next();
        } while (after.isPresent());
        return entries;
    }

    @Test
    default void readShouldBeEmptyWhenNothingChanged() {
        assertThat(read(List.of())).isEmpty();
    }

    @Test
    default void readShouldGiveAMessageAsItIsNow() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage a1 = dialogue.exchange("Q1", "A1");
        dialogue.exchange("Q2", "A2");

        assertThat(read(List.of(message(dialogue.user(), a1, 3)))).containsExactly(put(dialogue, a1));
    }

    @Test
    default void readShouldGiveEveryMessageOfAChangedConversationOnce() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1");
        ContextMessage question = turn.question().orElseThrow();
        ContextMessage a1 = dialogue.complete(turn, "A1");

        assertThat(read(List.of(
                        conversation(dialogue.user(), dialogue, 1),
                        message(dialogue.user(), a1, 3),
                        conversation(dialogue.user(), dialogue, 2))))
                .containsExactlyInAnyOrder(put(dialogue, question), put(dialogue, a1));
    }

    @Test
    default void readShouldGiveNothingForAConversationWithoutMessages() {
        Dialogue dialogue = Dialogue.of(stores());

        assertThat(read(List.of(conversation(dialogue.user(), dialogue, 1)))).isEmpty();
    }

    @Test
    default void readShouldGiveOneRemovalAtTheHighestVersionWhenTheConversationIsGone() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage a1 = dialogue.exchange("Q1", "A1");
        delete(dialogue.user(), dialogue.id());

        assertThat(read(List.of(
                        conversation(dialogue.user(), dialogue, 2),
                        message(dialogue.user(), a1, 3),
                        conversation(dialogue.user(), dialogue, 4))))
                .containsExactly(new IndexEntry.RemoveConversation(dialogue.user(), dialogue.id(), 4));
    }

    @Test
    default void readShouldGiveNothingForAMessageThatIsGoneOrAnotherUsers() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage a1 = dialogue.exchange("Q1", "A1");
        UserId other = StoreSamples.newUser(stores());

        assertThat(read(List.of(
                        message(other, a1, 3),
                        new Change(dialogue.user(), Change.Entity.MESSAGE, UUID.randomUUID(), 3))))
                .isEmpty();
    }

    @Test
    default void readShouldGiveLongConversationsAndRemovalsPieceByPiece() {
        UserId user = StoreSamples.newUser(stores());
        Dialogue first = Dialogue.of(stores(), user);
        Dialogue second = Dialogue.of(stores(), user);
        Dialogue gone = Dialogue.of(stores(), user);
        for (int i = 0; i < 3; i++) {
            first.exchange("Q" + i, "A" + i);
            second.exchange("Q" + i, "A" + i);
        }
        delete(user, gone.id());

        List<IndexEntry> entries =
                read(List.of(conversation(user, second, 7), conversation(user, gone, 2), conversation(user, first, 7)));

        assertThat(entries).hasSize(13).doesNotHaveDuplicates();
        assertThat(entries).contains(new IndexEntry.RemoveConversation(user, gone.id(), 2));
    }

    @Test
    default void readShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Dialogue dialogue = Dialogue.of(stores());

        unavailableDuringOutage(() -> read(List.of(conversation(dialogue.user(), dialogue, 1))));
    }
}
