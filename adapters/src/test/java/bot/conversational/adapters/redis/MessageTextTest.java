package bot.conversational.adapters.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.chat.ChatSamples;
import bot.conversational.domain.chat.context.Context;
import bot.conversational.domain.chat.context.ContextMessage;
import bot.conversational.domain.conversation.GenerationInfo;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageStatus;
import bot.conversational.domain.conversation.Rating;
import bot.conversational.domain.conversation.TreePosition;
import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.llm.parts.PartSamples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTextTest {

    private static final Context CONTEXT = ChatSamples.context(ChatSamples.user(), 2, 10);

    @Test
    void readShouldGiveWhatWasWritten() {
        for (ContextMessage message : CONTEXT.messages()) {
            assertRead(message);
        }
        assertRead(message("a-model", "", Optional.empty()));
        assertRead(message("a-model", "\n\n two\nlines - ", Optional.of(Rating.DOWN)));
    }

    @Test
    void readShouldGiveEveryKindOfPart() {
        for (Content content : List.of(PartSamples.question(), PartSamples.answer(), PartSamples.results())) {
            assertRead(message("a-model", content, Optional.empty()));
        }
    }

    /** That version may have left parts out. */
    @Test
    void readShouldFailWhenItIsOfAVersionThatKnewNoParts() {
        ContextMessage message = message("a-model", "Yes.", Optional.empty());
        String earlier = MessageText.write(message).replaceFirst("( [^ ]+){4}\n", "\n");
        assertThat(earlier.substring(0, earlier.indexOf('\n'))).matches("([^ ]+ ){13}[^ ]+");
        assertThatThrownBy(() -> MessageText.read(message.message().conversationId(), earlier))
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "a model", "two\nlines", "100%", "a+b", "meta/llama:3", "模型"})
    void readShouldGiveTheModelWhateverItIsCalled(String model) {
        assertRead(message(model, "Yes.", Optional.of(Rating.UP)));
    }

    @Test
    void readShouldPassOverFieldsOfALaterVersion() {
        ContextMessage message = CONTEXT.messages().getFirst();
        String later = MessageText.write(message).replaceFirst("\n", " new-field 7\n");
        assertThat(MessageText.read(message.message().conversationId(), later)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10", "10 {\"id\":null}", "10\nYes.", "10 0198c0de-0000-7000-8000-000000000001 1 -\nYes."})
    void readShouldFailWhenItIsSomethingElse(String text) {
        assertThatThrownBy(() -> MessageText.read(CONTEXT.state().conversation().id(), text))
                .isInstanceOf(RuntimeException.class);
    }

    private static void assertRead(ContextMessage message) {
        assertThat(MessageText.read(message.message().conversationId(), MessageText.write(message)))
                .isEqualTo(message);
    }

    private static ContextMessage message(String model, String text, Optional<Rating> feedback) {
        return message(model, Content.of(text), feedback);
    }

    private static ContextMessage message(String model, Content content, Optional<Rating> feedback) {
        ContextMessage last = CONTEXT.messages().getLast();
        Message message = new Message(
                last.message().id(),
                new TreePosition(
                        last.message().conversationId(), 7, last.message().parentId()),
                MessageRole.ASSISTANT,
                content,
                new GenerationInfo(
                        MessageStatus.INTERRUPTED,
                        Optional.of(FinishReason.CONTENT_FILTER),
                        Optional.of(model),
                        true,
                        Optional.of(new TokenUsage(1, 0, 2, 3)),
                        Optional.of(Duration.ofNanos(1))),
                feedback,
                last.message().createdAt());
        return new ContextMessage(message, 3, last.hash());
    }
}
