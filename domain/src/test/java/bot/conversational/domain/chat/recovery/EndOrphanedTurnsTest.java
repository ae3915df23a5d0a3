package bot.conversational.domain.chat.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.chat.generation.TurnMetrics;
import bot.conversational.domain.chat.live.LiveTurns;
import bot.conversational.domain.chat.recovery.OrphanedTurns.Orphan;
import bot.conversational.domain.chat.turn.NewTurn;
import bot.conversational.domain.chat.turn.Parent;
import bot.conversational.domain.chat.turn.TurnStore;
import bot.conversational.domain.cluster.Lease;
import bot.conversational.domain.cluster.NodeId;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.AnswerForm;
import bot.conversational.domain.llm.WordCounter;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.stores.Dialogue;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndOrphanedTurnsTest {

    private final Stores stores = new InMemoryDatabase().stores();

    /** A store that cannot end one turn. */
    private record PoisonedTurns(TurnStore turns, MessageId poisoned) implements TurnStore {

        @Override
        public Optional<Context> context(UserId user, ConversationId conversation, Parent parent, int tokenBudget) {
            return turns.context(user, conversation, parent, tokenBudget);
        }

        @Override
        public AnswerForm wanted(UserId user, ConversationId conversation, MessageId question) {
            return turns.wanted(user, conversation, question);
        }

        @Override
        public Beginning begin(NewTurn turn) {
            return turns.begin(turn);
        }

        @Override
        public Beginning beginAndEnd(NewTurn turn, ContextMessage answer) {
            return turns.beginAndEnd(turn, answer);
        }

        @Override
        public boolean end(UserId user, ConversationId conversation, int attempt, ContextMessage answer) {
            if (answer.message().id().equals(poisoned)) {
                throw new DomainException.Broken("The answer cannot be stored.", null);
            }
            return turns.end(user, conversation, attempt, answer);
        }
    }

    private NewTurn running() {
        Dialogue dialogue = Dialogue.of(stores);
        NewTurn turn = dialogue.asking("Q");
        stores.turns().begin(turn);
        return turn;
    }

    private Set<MessageId> orphans() {
        return Set.copyOf(stores.live().orphans().list(new NodeId("node", 1), Set.of(), Set.of(), 100).stream()
                .map(Orphan::generating)
                .map(message -> message.id())
                .toList());
    }

    @Test
    void orphanThatCannotBeEndedShouldKeepNoOtherWaiting() {
        List<NewTurn> turns = Stream.generate(this::running).limit(3).toList();
        MessageId poisoned = turns.getFirst().answerId();
        EndOrphanedTurns job = new EndOrphanedTurns(
                stores.live().orphans(),
                new PoisonedTurns(stores.turns(), poisoned),
                new LiveTurns(10, 10),
                new WordCounter(),
                TurnMetrics.NONE,
                new NodeId("node", 1),
                new Lease(Duration.ZERO));
        assertThat(orphans()).hasSize(3);

        assertThatThrownBy(job::runOnce).isInstanceOf(DomainException.Broken.class);

        assertThat(orphans()).containsExactly(poisoned);
        assertThat(job.runOnce()).as("it is set aside").isFalse();
    }
}
