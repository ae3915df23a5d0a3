package bot.conversational.adapters.postgres.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.adapters.postgres.accounts.JdbiErasureStore;
import bot.conversational.adapters.postgres.changes.JdbiAuditedSource;
import bot.conversational.adapters.postgres.database.JdbiStores;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.TurnStore.Beginning;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.editing.DeleteLeftovers;
import bot.conversational.domain.conversation.editing.LeftoverStore;
import bot.conversational.domain.erasure.ErasureStore;
import bot.conversational.domain.indexing.Change;
import bot.conversational.domain.indexing.IndexEntry;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Conversations of any size go at once for everybody, and what is left of them in pieces, each in a statement's time. */
class LargeConversationIT extends JdbiStores {

    /** More than a single statement can delete or walk, one after the other, in its time. */
    private static final long MANY = 200_000;

    private static final int PIECE = 10_000;

    private final LeftoverStore leftovers = new JdbiLeftoverStore(jdbi);
    private final ErasureStore erasures = new JdbiErasureStore(jdbi);

    /** Adds messages, each of which answers the one before. */
    private void grow(Dialogue dialogue) {
        for (long from = dialogue.state().lastSeq() + 1; from < MANY; from += PIECE) {
            long first = from;
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into messages (user_id, conversation_id, seq, id, parent_seq, role, content, status, cached,
                                                  tokens, chain, created_at)
                            select :user, :conversation, n, gen_random_uuid(), nullif(n - 1, 0), 'user', 'Q', 'completed', false,
                                   1, sha256(''), now()
                              from generate_series(:first, :last) n
                            """)
                    .bind("user", dialogue.user())
                    .bind("conversation", dialogue.id())
                    .bind("first", first)
                    .bind("last", Math.min(MANY, first + PIECE - 1))
                    .execute());
        }
    }

    private int messages(UserId user) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from messages where user_id = :user")
                .bind("user", user)
                .mapTo(Integer.class)
                .one());
    }

    private boolean isNoted(UserId user) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from deleted_conversations where user_id = :user)")
                        .bind("user", user)
                        .mapTo(Boolean.class)
                        .one());
    }

    private void deleteLeftovers(UserId user) {
        DeleteLeftovers job = new DeleteLeftovers(leftovers);
        while (isNoted(user)) {
            job.runOnce();
        }
    }

    @Test
    void deleteShouldTakeAWholeConversationAtOnceAndItsMessagesInPieces() {
        Dialogue large = Dialogue.of(stores());
        large.exchange("Q", "A");
        grow(large);

        assertThat(stores().conversations().delete(large.user(), large.id())).isPresent();

        assertThat(stores().conversations().find(large.user(), large.id())).isEmpty();
        assertThat(stores().messages().history(large.user(), large.id(), Optional.empty(), PageRequest.first(1)))
                .isEmpty();
        assertThat(leftovers.oldest()).isPositive();
        assertThat(leftovers.deleteSome(large.user())).isTrue();
        assertThat(messages(large.user())).isBetween((int) MANY - Leftovers.ROWS, (int) MANY - 1);

        deleteLeftovers(large.user());

        assertThat(messages(large.user())).isZero();
        assertThat(leftovers.deleteSome(large.user())).isFalse();
    }

    @Test
    void leftoversShouldBeSeenByNobody() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("Q", "A");
        MessageId answer = dialogue.state().head().id().orElseThrow();
        UserId user = dialogue.user();
        stores().conversations().delete(user, dialogue.id());
        assertThat(messages(user)).as("the test sees leftovers").isEqualTo(2);

        assertThat(stores().live().answers().find(user, dialogue.id(), answer)).isEmpty();
        assertThat(new JdbiAuditedSource(jdbi).present(user, List.of(answer))).isEmpty();
        List<Change> changes = List.of(
                new Change(user, Change.Entity.CONVERSATION, dialogue.id().value(), 9),
                new Change(user, Change.Entity.MESSAGE, answer.value(), 9));
        assertThat(stores().index().read(changes, Optional.empty(), 10).entries())
                .containsExactly(new IndexEntry.RemoveConversation(user, dialogue.id(), 9));
        assertThat(stores().turns().begin(dialogue.asking("Q"))).isEqualTo(new Beginning.NoConversation());
    }

    @Test
    void runningTurnShouldFindItsConversationGone() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q");
        stores().turns().begin(turn);

        stores().conversations().delete(dialogue.user(), dialogue.id());

        assertThat(stores().live().stops().gone(Map.of(turn.answerId(), dialogue.user())))
                .containsExactly(turn.answerId());
        assertThat(stores().turns().end(dialogue.user(), dialogue.id(), 1, dialogue.answer(turn, "A")))
                .isFalse();
    }

    @Test
    void nextShouldGiveOthersTheirTurn() {
        Dialogue first = Dialogue.of(stores());
        Dialogue second = Dialogue.of(stores());
        for (Dialogue dialogue : List.of(first, second)) {
            dialogue.exchange("Q", "A");
            stores().conversations().delete(dialogue.user(), dialogue.id());
        }

        assertThat(List.of(leftovers.next().orElseThrow(), leftovers.next().orElseThrow()))
                .as("nothing of the first is deleted yet")
                .doesNotHaveDuplicates();
    }

    @Test
    void erasureShouldDeleteAnAccountOfAnySize() {
        UserId user = StoreSamples.newUser(stores());
        Dialogue large = Dialogue.of(stores(), user);
        grow(large);
        erasures.begin(user, StoreSamples.HASH, StoreSamples.entry());

        while (erasures.deleteSome(user)) {
            assertThat(leftovers.oldest()).isLessThan(Duration.ofMinutes(10));
        }
        erasures.finish(user);

        assertThat(stores().users().find(user)).isEmpty();
        assertThat(messages(user)).isZero();
        assertThat(isNoted(user)).isFalse();
    }

    @Test
    void branchShouldBeWalkedHoweverLongItIs() {
        Dialogue large = Dialogue.of(stores());
        large.exchange("Q", "A");
        MessageId early = large.state().head().id().orElseThrow();
        grow(large);

        List<Message> page = stores().messages()
                .history(large.user(), large.id(), Optional.of(early), PageRequest.first(2))
                .orElseThrow()
                .items();

        assertThat(page).extracting(Message::seq).containsExactly(MANY, MANY - 1L);
    }
}
