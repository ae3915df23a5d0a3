package bot.conversational.adapters.postgres.changes;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.indexing.IndexSourceContract;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbiIndexSourceIT extends JdbiStores implements IndexSourceContract {

    @Test
    void readAndHistoryShouldGiveTheFeedbackWhenAnAnswerWasRated() {
        Dialogue dialogue = Dialogue.of(stores());
        ContextMessage answer = dialogue.exchange("Q1", "A1");
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into message_feedback (user_id, message_id, conversation_id, rating, created_at)
                        values (:user, :message, :conversation, 'up', now())
                        """)
                .bind("user", dialogue.user())
                .bind("message", answer.message().id())
                .bind("conversation", dialogue.id())
                .execute());
        Change change = new Change(
                dialogue.user(), Change.Entity.MESSAGE, answer.message().id().value(), 3);

        assertThat(stores().index().read(List.of(change), Optional.empty(), 10).entries())
                .singleElement()
                .extracting(
                        entry -> ((IndexEntry.Put) entry).document().message().feedback())
                .isEqualTo(Optional.of(Rating.UP));
        assertThat(stores().messages()
                        .history(dialogue.user(), dialogue.id(), Optional.empty(), PageRequest.first(1))
                        .orElseThrow()
                        .items())
                .singleElement()
                .extracting(message -> message.feedback().orElseThrow())
                .isEqualTo(Rating.UP);
    }
}
