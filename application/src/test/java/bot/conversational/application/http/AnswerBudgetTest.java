package bot.conversational.application.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.DomainException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerBudgetTest {

    private final AnswerBudget budget = new AnswerBudget(1_000);

    private static MessageJson message(int chars) {
        return MessageJson.of(Message.question(
                new MessageId(UUID.randomUUID()),
                new TreePosition(new ConversationId(UUID.randomUUID()), 1, Optional.empty()),
                Content.of("x".repeat(chars)),
                Instant.EPOCH));
    }

    @Test
    void pageShouldWeighWhatItsTextsDo() {
        assertThat(AnswerBudget.bytes(new ListJson<>(List.of(message(100), message(200)), null)))
                .isEqualTo(600);
        assertThat(AnswerBudget.bytes(new ListJson<>(List.of("something else"), null)))
                .isZero();
        assertThat(AnswerBudget.bytes(null)).isZero();
    }

    @Test
    void answerShouldBeRefusedWhenThereIsNoRoomUntilAnotherIsSent() {
        try (AnswerBudget.Claim first = budget.claim(600)) {
            assertThatThrownBy(() -> budget.claim(401)).isInstanceOf(DomainException.Unavailable.class);
            budget.claim(400).close();
            assertThat(budget.used()).isEqualTo(600);
        }
        budget.claim(401).close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void longestPageShouldBeSentWhenItIsAlone() {
        try (AnswerBudget.Claim alone = budget.claim(5_000)) {
            assertThatThrownBy(() -> budget.claim(1)).isInstanceOf(DomainException.Unavailable.class);
        }
        assertThat(budget.used()).isZero();
    }
}
