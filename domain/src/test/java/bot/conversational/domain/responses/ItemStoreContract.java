package bot.conversational.domain.responses;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.PartSamples;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ItemStore} adds and takes away, seen through the stores that read it. */
public interface ItemStoreContract extends StoreContract {

    int TOKENS = 10;

    ResponseStore responses();

    ItemStore items();

    @Test
    default void appendShouldPutMessagesBehindTheHead() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage answer = dialogue.exchange("Q", "A");
        List<ContextMessage> added = stretch(
                context(dialogue).state(),
                new Said(MessageRole.SYSTEM, Content.of("S")),
                new Said(MessageRole.USER, PartSamples.question()),
                new Said(MessageRole.ASSISTANT, PartSamples.answer()));

        assertThat(items().append(context(dialogue).state(), added)).isEqualTo(ItemStore.Added.ADDED);

        Context after = context(dialogue);
        assertThat(after.messages())
                .endsWith(added.toArray(ContextMessage[]::new))
                .contains(answer);
        assertThat(after.state().head()).isEqualTo(BranchHead.of(added.getLast()));
        assertThat(after.state().lastSeq()).isEqualTo(5);
        assertThat(after.state().conversation().messageCount()).isEqualTo(5);
        assertThat(after.state().conversation().version())
                .isEqualTo(dialogue.state().conversation().version() + 1);
        assertThat(indexed(dialogue, added.get(1).message().id()))
                .isEqualTo(added.get(1).message());
    }

    @Test
    default void appendShouldBeginABranchBehindAnOlderMessage() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage first = dialogue.exchange("Q", "A");
        dialogue.exchange("Q2", "A2");
        ConversationState before =
                context(dialogue, new Parent.Of(first.message().id())).state();
        List<ContextMessage> added = stretch(before, new Said(MessageRole.USER, Content.of("Q3")));

        assertThat(items().append(before, added)).isEqualTo(ItemStore.Added.ADDED);

        assertThat(contents(dialogue)).containsExactly("Q", "A", "Q3");
    }

    @Test
    default void appendShouldWriteNothingWhenTheConversationHasMovedOn() {
        Dialogue dialogue = Dialogue.of(stores());
        ConversationState before = context(dialogue).state();
        List<ContextMessage> added = stretch(before, new Said(MessageRole.USER, Content.of("Late")));
        dialogue.exchange("Q", "A");

        assertThat(items().append(before, added)).isEqualTo(ItemStore.Added.STALE);

        assertThat(contents(dialogue)).containsExactly("Q", "A");
    }

    @Test
    default void appendShouldWriteNothingWhileATurnRuns() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q");
        stores().turns().begin(turn);
        ConversationState before = context(dialogue).state();

        assertThat(items().append(before, stretch(before, new Said(MessageRole.USER, Content.of("Late")))))
                .isEqualTo(ItemStore.Added.BUSY);
    }

    @Test
    default void removeShouldTakeTheNewestPairAway() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("Q", "A");
        ContextMessage gone = dialogue.exchange("Q2", "secret");

        long version = remove(dialogue, pair(gone)).orElseThrow();

        assertThat(contents(dialogue)).containsExactly("Q", "A");
        Context after = context(dialogue);
        assertThat(after.state().conversation().version()).isEqualTo(version);
        assertThat(after.state().conversation().messageCount()).isEqualTo(2);
        assertThat(after.state().lastSeq()).as("no seq is given twice").isEqualTo(4);
        assertThat(history(
                        dialogue,
                        Optional.of(after.messages().getFirst().message().id())))
                .as("the branch")
                .containsExactly("A", "Q");
        assertThat(responses().locate(dialogue.user(), gone.message().id())).isEmpty();
        assertThat(responses().message(dialogue.user(), gone.message().id())).isEmpty();
        assertThat(indexed(dialogue, gone.message().id()).content()).isEmpty();
        assertThat(remove(dialogue, pair(gone))).as("a repeat").isEmpty();
    }

    @Test
    default void removeShouldLeaveAnEmptyConversationBehind() {
        Dialogue dialogue = Dialogue.of(stores());

        remove(dialogue, pair(dialogue.exchange("Q", "A")));

        assertThat(contents(dialogue)).isEmpty();
        assertThat(context(dialogue).state().head()).isEqualTo(BranchHead.NONE);
        NewTurn next = turnBehind(dialogue, "Q2");
        assertThat(stores().turns().begin(next)).isInstanceOf(TurnStore.Beginning.Begun.class);
    }

    @Test
    default void removeShouldOnlyEmptyWhatOthersFollow() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage gone = dialogue.exchange("Q", "secret");
        dialogue.exchange("Q2", "A2");

        assertThat(remove(dialogue, pair(gone))).isPresent();

        assertThat(contents(dialogue)).containsExactly("", "", "Q2", "A2");
        assertThat(context(dialogue).state().conversation().messageCount()).isEqualTo(4);
        assertThat(responses().locate(dialogue.user(), gone.message().id())).isEmpty();
        assertThat(indexed(dialogue, gone.message().id()).content()).isEmpty();
    }

    @Test
    default void removeShouldLeaveAQuestionThatHasAnotherAnswer() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage first = dialogue.exchange("Q", "A");
        ContextMessage question = context(dialogue).messages().getFirst();
        ContextMessage second = dialogue.complete(dialogue.answeringAgain(question), "B");

        assertThat(remove(dialogue, pair(second))).isPresent();
        assertThat(contents(dialogue)).containsExactly("Q", "A");
        assertThat(responses().locate(dialogue.user(), first.message().id())).isPresent();
    }

    @Test
    default void removeShouldTakeOpinionsAlong() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage gone = dialogue.exchange("Q", "A");
        dialogue.exchange("Q2", "A2");
        stores().feedback()
                .put(
                        dialogue.user(),
                        dialogue.id(),
                        gone.message().id(),
                        new Feedback(Rating.UP, Optional.of("A word")),
                        StoreSamples.NOON);

        remove(dialogue, pair(gone));

        assertThat(context(dialogue).messages().get(1).message().feedback()).isEmpty();
    }

    @Test
    default void removeShouldLeaveOthersMessagesAlone() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage answer = dialogue.exchange("Q", "A");

        assertThat(items().remove(StoreSamples.newUser(stores()), dialogue.id(), pair(answer)))
                .isEmpty();
        assertThat(items().remove(
                                dialogue.user(),
                                Dialogue.of(stores(), dialogue.user()).id(),
                                pair(answer)))
                .as("another conversation's")
                .isEmpty();
        assertThat(contents(dialogue)).containsExactly("Q", "A");
    }

    @Test
    default void shortenShouldLeaveTheRestInItsPlace() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage answer = dialogue.exchange("Q", "A longer answer");
        MessageId id = answer.message().id();

        Optional<Long> version = items().shorten(dialogue.user(), dialogue.id(), id, Content.of("An answer"), 3);

        assertThat(contents(dialogue)).containsExactly("Q", "An answer");
        assertThat(context(dialogue).messages().getLast().tokens()).isEqualTo(3);
        assertThat(version).contains(context(dialogue).state().conversation().version());
        assertThat(indexed(dialogue, id).content()).isEqualTo("An answer");
        assertThat(items().shorten(StoreSamples.newUser(stores()), dialogue.id(), id, Content.NONE, 0))
                .isEmpty();
    }

    /** A message without a place. */
    record Said(MessageRole role, Content content) {}

    private static List<ContextMessage> stretch(ConversationState before, Said... said) {
        List<ContextMessage> stretch = new ArrayList<>();
        BranchHead head = before.head();
        for (Said next : said) {
            Message message = Message.complete(
                    new MessageId(UUID.randomUUID()),
                    new TreePosition(before.conversation().id(), before.lastSeq() + stretch.size() + 1, head.id()),
                    next.role(),
                    next.content(),
                    StoreSamples.NOON.plusSeconds(60));
            stretch.add(new ContextMessage(message, TOKENS, head.hash().plus(next.role(), next.content())));
            head = BranchHead.of(stretch.getLast());
        }
        return stretch;
    }

    private NewTurn turnBehind(Dialogue dialogue, String content) {
        Dialogue fresh = dialogue.at(context(dialogue).state());
        return fresh.asking(content);
    }

    private static Set<MessageId> pair(ContextMessage answer) {
        return Set.of(answer.message().id(), answer.message().parentId().orElseThrow());
    }

    private Optional<Long> remove(Dialogue dialogue, Set<MessageId> messages) {
        return items().remove(dialogue.user(), dialogue.id(), messages);
    }

    private Context context(Dialogue dialogue) {
        return context(dialogue, new Parent.Newest());
    }

    private Context context(Dialogue dialogue, Parent parent) {
        return stores().turns()
                .context(dialogue.user(), dialogue.id(), parent, 1_000_000)
                .orElseThrow();
    }

    /** Oldest first, as the history and the context have it. */
    private List<String> contents(Dialogue dialogue) {
        List<String> contents = context(dialogue).messages().stream()
                .map(message -> message.message().content())
                .toList();
        assertThat(history(dialogue, Optional.empty())).isEqualTo(contents.reversed());
        return contents;
    }

    private List<String> history(Dialogue dialogue, Optional<MessageId> branch) {
        return stores()
                .messages()
                .history(dialogue.user(), dialogue.id(), branch, PageRequest.first(50))
                .orElseThrow()
                .items()
                .stream()
                .map(Message::content)
                .toList();
    }

    /** As the index is told of it. */
    private Message indexed(Dialogue dialogue, MessageId id) {
        Change change = new Change(dialogue.user(), Change.Entity.MESSAGE, id.value(), 1);
        return stores().index().read(List.of(change), Optional.empty(), 10).entries().stream()
                .map(entry -> ((IndexEntry.Put) entry).document().message())
                .findFirst()
                .orElseThrow();
    }
}
