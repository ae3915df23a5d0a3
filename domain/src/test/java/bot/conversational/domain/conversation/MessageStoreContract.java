package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.shared.Page;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreSamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link MessageStore} reads. */
public interface MessageStoreContract extends SiblingsContract {

    private Optional<Page<Message, MessageId>> page(
            Dialogue dialogue, Optional<MessageId> branch, int limit, Optional<MessageId> after) {
        return stores().messages().history(dialogue.user(), dialogue.id(), branch, new PageRequest<>(limit, after));
    }

    private List<Message> history(Dialogue dialogue, Optional<MessageId> branch, int limit) {
        List<Message> all = new ArrayList<>();
        Optional<MessageId> after = Optional.empty();
        do {
            Page<Message, MessageId> page = page(dialogue, branch, limit, after).orElseThrow();
            all.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return all;
    }

    private List<String> contents(Dialogue dialogue, Optional<MessageId> branch) {
        return history(dialogue, branch, 50).stream().map(Message::content).toList();
    }

    private static MessageId id(ContextMessage message) {
        return message.message().id();
    }

    @Test
    default void historyShouldBeAnEmptyPageWhenNothingWasSaid() {
        Page<Message, MessageId> page = page(Dialogue.of(stores()), Optional.empty(), 10, Optional.empty())
                .orElseThrow();

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    default void historyShouldBeAbsentWhenTheConversationIsAnotherUsersOrNone() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("Q", "A");

        assertThat(stores().messages()
                        .history(
                                StoreSamples.newUser(stores()), dialogue.id(), Optional.empty(), PageRequest.first(10)))
                .isEmpty();
        assertThat(stores().messages()
                        .history(
                                dialogue.user(),
                                new ConversationId(UUID.randomUUID()),
                                Optional.empty(),
                                PageRequest.first(10)))
                .isEmpty();
    }

    @Test
    default void historyShouldBeAbsentWhenBranchOrPositionIsNotInTheConversation() {
        Dialogue dialogue = Dialogue.of(stores());
        MessageId own = id(dialogue.exchange("Q", "A"));
        MessageId elsewhere = id(Dialogue.of(stores(), dialogue.user()).exchange("Q", "A"));

        assertThat(page(dialogue, Optional.of(elsewhere), 10, Optional.empty())).isEmpty();
        assertThat(page(dialogue, Optional.empty(), 10, Optional.of(elsewhere))).isEmpty();
        assertThat(page(dialogue, Optional.of(elsewhere), 10, Optional.of(own))).isEmpty();
    }

    @Test
    default void historyShouldGiveWholeMessagesNewestFirst() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Größe?\n“😀”");
        ContextMessage answer = dialogue.complete(turn, "42 – \\ ' \" {}");

        assertThat(history(dialogue, Optional.empty(), 10))
                .containsExactly(answer.message(), turn.question().orElseThrow().message());
    }

    @Test
    default void historyShouldBeTheSameWhenPagedByAnyLimit() {
        Dialogue dialogue = Dialogue.of(stores());
        for (int i = 1; i <= 3; i++) {
            dialogue.exchange("Q" + i, "A" + i);
        }

        for (int limit = 1; limit <= 7; limit++) {
            assertThat(history(dialogue, Optional.empty(), limit))
                    .extracting(Message::content)
                    .containsExactly("A3", "Q3", "A2", "Q2", "A1", "Q1");
        }
    }

    @Test
    default void pageShouldEndEarlyWhenItsMessagesAreLong() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("Q", "A");
        String emoji = "\ud83d\ude00".repeat(Message.MAX_CONTENT);
        for (int i = 0; i < 10; i++) {
            dialogue.exchange(emoji, emoji);
        }

        Page<Message, MessageId> page =
                page(dialogue, Optional.empty(), 200, Optional.empty()).orElseThrow();
        assertThat(page.items()).as("2 MiB of 128,000 bytes each").hasSize(17);
        assertThat(page.next()).contains(page.items().getLast().id());
        assertThat(history(dialogue, Optional.empty(), 200))
                .hasSize(22)
                .extracting(Message::id)
                .doesNotHaveDuplicates();
    }

    @Test
    default void historyShouldPutTheRunningAnswerInFront() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("Q1", "A1");
        NewTurn running = dialogue.asking("Q2");
        stores().turns().begin(running);

        for (int limit = 1; limit <= 5; limit++) {
            List<Message> messages = history(dialogue, Optional.empty(), limit);
            assertThat(messages).extracting(Message::content).containsExactly("", "Q2", "A1", "Q1");
            Message answer = messages.getFirst();
            assertThat(answer.id()).isEqualTo(running.answerId());
            assertThat(answer.seq()).isEqualTo(running.answerSeq());
            assertThat(answer.status()).isEqualTo(MessageStatus.GENERATING);
            assertThat(answer.parentId()).isEqualTo(running.answerParent().id());
            assertThat(answer.model()).contains(running.model());
            assertThat(answer.createdAt()).isEqualTo(running.startedAt());
        }
    }

    @Test
    default void historyShouldFollowTheNewestBranchWhenAnAnswerIsGeneratedAgain() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn first = dialogue.asking("Q1");
        ContextMessage old = dialogue.complete(first, "A1");
        NewTurn again = dialogue.answeringAgain(first.question().orElseThrow());
        stores().turns().begin(again);
        dialogue.begun(again);

        assertThat(contents(dialogue, Optional.empty())).containsExactly("", "Q1");
        assertThat(contents(dialogue, Optional.of(id(old)))).containsExactly("A1", "Q1");
        assertThat(contents(dialogue, Optional.of(again.answerId()))).containsExactly("", "Q1");

        ContextMessage answer = dialogue.answer(again, "A1 again");
        stores().turns().end(dialogue.user(), dialogue.id(), 1, answer);
        dialogue.ended(answer);
        assertThat(contents(dialogue, Optional.empty())).containsExactly("A1 again", "Q1");
    }

    @Test
    default void historyShouldGoDownToTheNewestChildOfEachWhenABranchIsWanted() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn root = dialogue.asking("Q1");
        ContextMessage a1 = dialogue.complete(root, "A1");
        ContextMessage a2 = dialogue.exchange("Q2", "A2");
        dialogue.exchange("Q3", "A3");
        // Another question behind A1, and then one more behind A2: older branch, newer message.
        ContextMessage b2 = dialogue.complete(dialogue.asking("Q2b", BranchHead.of(a1), Optional.empty()), "A2b");
        dialogue.complete(dialogue.asking("Q3b", BranchHead.of(a2), Optional.empty()), "A3b");

        assertThat(contents(dialogue, Optional.empty())).containsExactly("A3b", "Q3b", "A2", "Q2", "A1", "Q1");
        assertThat(contents(dialogue, Optional.of(id(a2)))).containsExactly("A3b", "Q3b", "A2", "Q2", "A1", "Q1");
        // From A1 down the newest child is Q2b, though Q3b is newer still elsewhere.
        assertThat(contents(dialogue, Optional.of(id(a1)))).containsExactly("A2b", "Q2b", "A1", "Q1");
        assertThat(contents(dialogue, Optional.of(id(b2)))).containsExactly("A2b", "Q2b", "A1", "Q1");
        assertThat(history(dialogue, Optional.of(id(a1)), 1))
                .extracting(Message::content)
                .containsExactly("A2b", "Q2b", "A1", "Q1");
    }

    @Test
    default void historyShouldGoDownToTheNewestChildOfEachWhateverTheTree() {
        Dialogue dialogue = Dialogue.of(stores());
        RandomGenerator random = new Random(7);
        List<BranchHead> parents = new ArrayList<>(List.of(BranchHead.NONE));
        Map<MessageId, MessageId> newestChild = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            // Mostly behind the newest one, as people do.
            BranchHead parent = random.nextInt(3) > 0 ? parents.getLast() : parents.get(random.nextInt(parents.size()));
            NewTurn turn = dialogue.asking("Q", parent, Optional.empty());
            parent.id()
                    .ifPresent(
                            id -> newestChild.put(id, turn.answerParent().id().orElseThrow()));
            newestChild.put(turn.answerParent().id().orElseThrow(), turn.answerId());
            if (i == 39) {
                // The last one still runs.
                stores().turns().begin(turn);
            } else {
                parents.add(BranchHead.of(dialogue.complete(turn, "A")));
            }
        }

        assertThat(newestChild.keySet()).allSatisfy(branch -> {
            MessageId end = branch;
            for (Optional<MessageId> child = Optional.of(branch);
                    child.isPresent();
                    child = Optional.ofNullable(newestChild.get(end))) {
                end = child.get();
            }
            assertThat(page(dialogue, Optional.of(branch), 1, Optional.empty())
                            .orElseThrow()
                            .items())
                    .extracting(Message::id)
                    .containsExactly(end);
        });
    }

    @Test
    default void historyShouldKeepFirstMessagesApartWhenThereAreSeveral() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn first = dialogue.asking("Q1");
        dialogue.complete(first, "A1");
        dialogue.complete(dialogue.asking("Q1b", BranchHead.NONE, Optional.empty()), "A1b");

        assertThat(contents(dialogue, Optional.empty())).containsExactly("A1b", "Q1b");
        assertThat(contents(dialogue, first.question().map(MessageStoreContract::id)))
                .containsExactly("A1", "Q1");
    }

    @Test
    default void historyShouldFailAsUnavailableWhenTheStoreIsAway() throws Throwable {
        Dialogue dialogue = Dialogue.of(stores());

        unavailableDuringOutage(() -> page(dialogue, Optional.empty(), 10, Optional.empty()));
    }
}
