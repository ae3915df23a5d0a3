package bot.conversational.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
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

/** What every {@link MessageStore} says of siblings. */
public interface SiblingsContract extends StoreContract {

    @Test
    default void siblingsShouldBeAllThatFollowTheSameMessage() {
        RandomGenerator random = new Random(7);
        Dialogue dialogue = Dialogue.of(stores());
        Map<MessageId, List<MessageId>> expected = new HashMap<>();
        Map<Optional<MessageId>, List<MessageId>> children = new HashMap<>();
        List<Optional<ContextMessage>> answers = new ArrayList<>(List.of(Optional.empty()));
        for (int i = 0; i < 12; i++) {
            Optional<ContextMessage> parent = answers.get(random.nextInt(answers.size()));
            BranchHead head = parent.map(BranchHead::of).orElse(BranchHead.NONE);
            NewTurn turn = dialogue.asking("Q" + i, head, Optional.empty());
            ContextMessage answer = dialogue.complete(turn, "A" + i);
            answers.add(Optional.of(answer));
            note(children, turn.question().orElseThrow().message());
            note(children, answer.message());
        }
        children.values().forEach(same -> same.forEach(id -> expected.put(id, same)));

        List<Message> all = new ArrayList<>();
        for (Optional<ContextMessage> answer : answers) {
            answer.ifPresent(it -> all.addAll(page(dialogue, it.message().id())));
        }
        assertThat(siblings(dialogue, all.stream().distinct().toList())).isEqualTo(expected);
    }

    @Test
    default void runningAnswerShouldBeASibling() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn first = dialogue.asking("Q");
        ContextMessage question = first.question().orElseThrow();
        ContextMessage answer = dialogue.complete(first, "A");
        NewTurn again = dialogue.answeringAgain(question);
        stores().turns().begin(again);
        List<MessageId> both = List.of(answer.message().id(), again.answerId());

        List<Message> page = page(dialogue, again.answerId());

        assertThat(siblings(dialogue, page))
                .containsEntry(again.answerId(), both)
                .containsEntry(
                        question.message().id(), List.of(question.message().id()));
        assertThat(siblings(dialogue, List.of(answer.message())))
                .containsEntry(answer.message().id(), both);
    }

    @Test
    default void siblingsShouldBeNoneInAConversationOfAnotherUsers() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage answer = dialogue.exchange("Q", "A");

        assertThat(stores().messages()
                        .siblings(StoreSamples.newUser(stores()), dialogue.id(), List.of(answer.message())))
                .isEmpty();
        assertThat(stores().messages()
                        .siblings(dialogue.user(), new ConversationId(UUID.randomUUID()), List.of(answer.message())))
                .isEmpty();
    }

    private static void note(Map<Optional<MessageId>, List<MessageId>> children, Message message) {
        children.computeIfAbsent(message.parentId(), parent -> new ArrayList<>())
                .add(message.id());
    }

    private List<Message> page(Dialogue dialogue, MessageId branch) {
        return stores().messages()
                .history(dialogue.user(), dialogue.id(), Optional.of(branch), PageRequest.first(50))
                .orElseThrow()
                .items();
    }

    private Map<MessageId, List<MessageId>> siblings(Dialogue dialogue, List<Message> messages) {
        return stores().messages().siblings(dialogue.user(), dialogue.id(), messages);
    }
}
