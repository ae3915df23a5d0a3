package bot.conversational.adapters.postgres.turns;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.context.ConversationState;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.TurnStore.Beginning;
import bot.conversational.domain.conversation.ConversationEdit;
import bot.conversational.domain.conversation.Feedback;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.stores.Dialogue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A restored PostgreSQL, or a promoted replica that lagged, counts the same versions again. A turn that has seen a lost
 * one must not begin at the living one of the same number.
 */
class LostHistoryIT extends JdbiStores {

    private final Dialogue dialogue = Dialogue.of(stores());

    /** Takes the conversation back to how it was. */
    private void restore(Map<String, Object> row) {
        jdbi.useTransaction(tx -> {
            tx.createUpdate("""
                            delete from messages
                             where user_id = :user and conversation_id = :conversation and seq > :lastSeq
                            """)
                    .bind("user", dialogue.user())
                    .bind("conversation", dialogue.id())
                    .bind("lastSeq", row.get("last_seq"))
                    .execute();
            tx.createUpdate("delete from turns where user_id = :user and conversation_id = :conversation")
                    .bind("user", dialogue.user())
                    .bind("conversation", dialogue.id())
                    .execute();
            tx.createUpdate("""
                            update conversations
                               set version = :version, write_id = :write, last_seq = :lastSeq, head_seq = :headSeq,
                                   message_count = :count
                             where user_id = :user and id = :conversation
                            """)
                    .bind("user", dialogue.user())
                    .bind("conversation", dialogue.id())
                    .bind("version", row.get("version"))
                    .bind("write", row.get("write_id"))
                    .bind("lastSeq", row.get("last_seq"))
                    .bind("headSeq", row.get("head_seq"))
                    .bind("count", row.get("message_count"))
                    .execute();
        });
    }

    private Map<String, Object> row() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select version, write_id, last_seq, head_seq, message_count
                          from conversations
                         where user_id = :user and id = :conversation
                        """)
                .bind("user", dialogue.user())
                .bind("conversation", dialogue.id())
                .mapToMap()
                .one());
    }

    @Test
    void beginShouldBeStaleAtAVersionThatTheLostHistoryHad() {
        dialogue.exchange("Q1", "A1");
        Map<String, Object> kept = row();
        ConversationState before = dialogue.state();
        NewTurn again = dialogue.asking("Is it lost?");
        dialogue.exchange("Q2", "lost");
        NewTurn sawTheLost = dialogue.asking("Which is it?");

        restore(kept);
        assertThat(stores().turns().begin(again)).as("at what is left").isEqualTo(new Beginning.Begun());
        stores().turns().end(dialogue.user(), dialogue.id(), 1, dialogue.answer(again, "new"));
        assertThat(row().get("version")).isEqualTo(before.conversation().version() + 2);

        assertThat(stores().turns().begin(sawTheLost)).isEqualTo(new Beginning.Stale());
    }

    @Test
    void beginShouldBeStaleWhenTheSameTurnEndedOtherwise() {
        NewTurn turn = dialogue.asking("Q");
        stores().turns().begin(turn);
        dialogue.begun(turn);
        ContextMessage living = dialogue.answer(turn, "interrupted");
        ContextMessage lost = dialogue.answer(turn, "the whole answer");
        dialogue.ended(lost);
        NewTurn sawTheLost = dialogue.asking("Go on");

        stores().turns().end(dialogue.user(), dialogue.id(), 1, living);

        assertThat(stores().turns().begin(sawTheLost)).isEqualTo(new Beginning.Stale());
    }

    @Test
    void everyWriteShouldBeTold() {
        ContextMessage answer = dialogue.exchange("Q", "A");
        Instant now = Instant.EPOCH;
        Object first = row().get("write_id");

        stores().feedback()
                .put(
                        dialogue.user(),
                        dialogue.id(),
                        answer.message().id(),
                        new Feedback(Rating.UP, Optional.empty()),
                        now);
        Object second = row().get("write_id");
        stores().conversations().edit(dialogue.user(), dialogue.id(), ConversationEdit.ofTitle("Another"), now);

        assertThat(Stream.of(first, second, row().get("write_id")))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }
}
