package bot.conversational.domain.chat.turn;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.context.BranchHead;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.StoreSamples;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contexts that every {@link TurnStore} gives. */
public interface TurnStoreContextContract extends TurnContract {

    @Test
    default void contextShouldHaveNoMessagesWhenNothingWasSaid() {
        Dialogue dialogue = Dialogue.of(stores());

        assertThat(context(dialogue)).isEqualTo(new Context(dialogue.state(), List.of()));
    }

    @Test
    default void contextShouldBeAbsentWhenConversationOrParentIsAnotherUsersOrNone() {
        Dialogue dialogue = Dialogue.of(stores());
        dialogue.exchange("Q", "A");
        Dialogue other = Dialogue.of(stores(), dialogue.user());
        MessageId elsewhere = other.exchange("Q", "A").message().id();

        assertThat(turns().context(StoreSamples.newUser(stores()), dialogue.id(), new Parent.Newest(), PLENTY))
                .isEmpty();
        assertThat(turns().context(dialogue.user(), new ConversationId(UUID.randomUUID()), new Parent.Newest(), PLENTY))
                .isEmpty();
        assertThat(turns().context(dialogue.user(), dialogue.id(), new Parent.Of(elsewhere), PLENTY))
                .isEmpty();
    }

    @Test
    default void contextShouldGiveTheNewestThatFitTheBudgetOldestFirst() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1");
        ContextMessage a1 = dialogue.complete(turn, "A1");
        NewTurn next = dialogue.asking("Q2");
        ContextMessage a2 = dialogue.complete(next, "A2");
        List<ContextMessage> all =
                List.of(turn.question().orElseThrow(), a1, next.question().orElseThrow(), a2);

        assertThat(context(dialogue).messages()).isEqualTo(all);
        for (int budget = 0; budget <= 4 * Dialogue.TOKENS; budget += Dialogue.TOKENS / 2) {
            Context context = context(dialogue, new Parent.Newest(), budget);
            assertThat(context.messages()).isEqualTo(Context.fitting(all, budget));
            assertThat(context.state()).isEqualTo(dialogue.state());
        }
    }

    @Test
    default void contextShouldEndAtTheParentWhenOneIsNamed() {
        Dialogue dialogue = Dialogue.of(stores());
        NewTurn turn = dialogue.asking("Q1");
        ContextMessage a1 = dialogue.complete(turn, "A1");
        dialogue.exchange("Q2", "A2");

        Context context = context(dialogue, new Parent.Of(a1.message().id()), PLENTY);
        Context none = context(dialogue, new Parent.None(), PLENTY);

        assertThat(context.messages()).containsExactly(turn.question().orElseThrow(), a1);
        assertThat(context.state().head()).isEqualTo(BranchHead.of(a1));
        assertThat(context.state().lastSeq()).isEqualTo(dialogue.state().lastSeq());
        assertThat(none.messages()).isEmpty();
        assertThat(none.state().head()).isEqualTo(BranchHead.NONE);
    }

    @Test
    default void contextShouldGiveAtMostFiveHundredMessages() {
        Dialogue dialogue = Dialogue.of(stores());
        for (int i = 0; i < 251; i++) {
            NewTurn turn = dialogue.asking("Q" + i);
            ContextMessage answer = dialogue.answer(turn, "A" + i);
            turns().beginAndEnd(turn, answer);
            dialogue.begunAndEnded(turn, answer);
        }

        Context context = context(dialogue);
        assertThat(context.messages()).hasSize(500);
        assertThat(context.messages().getFirst().message().content()).isEqualTo("Q1");
        assertThatStoreAgrees(dialogue);
    }
}
