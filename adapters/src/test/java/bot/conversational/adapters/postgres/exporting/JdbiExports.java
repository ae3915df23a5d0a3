package bot.conversational.adapters.postgres.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.exporting.ExportSource;
import bot.conversational.domain.exporting.ExportedConversation;
import bot.conversational.domain.exporting.ExportedMessage;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What is read for an export, wherever the tables are. */
public interface JdbiExports extends StoreContract {

    Jdbi jdbi();

    private ExportSource source() {
        return new JdbiExportSource(jdbi());
    }

    @Test
    default void conversationsShouldComePageByPageUntilThereAreNoMore() {
        UserId user = StoreSamples.newUser(stores());
        List<ConversationId> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(Dialogue.of(stores(), user).id());
        }
        Dialogue.of(stores());

        List<ConversationId> read = new ArrayList<>();
        Optional<ConversationId> after = Optional.empty();
        do {
            List<ConversationId> page = source().conversations(user, after).stream()
                    .map(exported -> exported.conversation().id())
                    .toList();
            read.addAll(page);
            after = page.isEmpty() ? Optional.empty() : Optional.of(page.getLast());
        } while (after.isPresent());

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(all)
                .isSortedAccordingTo((one, other) ->
                        one.value().toString().compareTo(other.value().toString()));
        assertThat(source().count(user)).isEqualTo(3);
    }

    @Test
    default void messagesOfAllBranchesShouldComeWithTheirFeedback() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage first = dialogue.exchange("Q1", "A1");
        ContextMessage second = dialogue.exchange("Q2", "A2");
        ContextMessage other = dialogue.complete(dialogue.asking("Q3", BranchHead.of(first), Optional.empty()), "A3");
        stores().feedback()
                .put(
                        dialogue.user(),
                        dialogue.id(),
                        second.message().id(),
                        new Feedback(Rating.UP, Optional.of("Well said.")),
                        StoreSamples.NOON);

        ExportedConversation exported =
                source().conversation(dialogue.user(), dialogue.id()).orElseThrow();
        List<ExportedMessage> messages = source().messages(dialogue.user(), exported, 0);

        assertThat(exported.current()).contains(other.message().id());
        assertThat(messages)
                .extracting(ExportedMessage::message)
                .extracting(Message::content)
                .containsExactly("Q1", "A1", "Q2", "A2", "Q3", "A3");
        assertThat(messages.get(3).feedbackComment()).contains("Well said.");
        assertThat(source().messages(
                                dialogue.user(),
                                exported,
                                messages.getLast().message().seq()))
                .isEmpty();
    }

    @Test
    default void laterMessagesShouldBeLeftOut() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("Q1", "A1");
        ExportedConversation exported =
                source().conversation(dialogue.user(), dialogue.id()).orElseThrow();
        dialogue.exchange("Q2", "A2");

        assertThat(source().messages(dialogue.user(), exported, 0)).hasSize(2);
    }

    @Test
    default void nothingShouldBeReadOfOthers() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("Q", "A");
        ExportedConversation exported =
                source().conversation(dialogue.user(), dialogue.id()).orElseThrow();
        UserId other = StoreSamples.newUser(stores());

        assertThat(source().conversation(other, dialogue.id())).isEmpty();
        assertThat(source().conversations(other, Optional.empty())).isEmpty();
        assertThat(source().messages(other, exported, 0)).isEmpty();
        assertThat(source().files(other, Optional.empty())).isEmpty();
        assertThat(source().use(other)).isEmpty();
        assertThat(source().conversation(dialogue.user(), new ConversationId(UUID.randomUUID())))
                .isEmpty();
    }
}
