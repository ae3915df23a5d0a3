package bot.conversational.domain.chat.turn;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.Text;
import java.util.List;

/**
 * What a user asks.
 *
 * @param content 1 to 32,000 characters
 */
public record Question(String content, Parent parent, GenerationOptions options) {

    public Question {
        Text.checked("content", content, 1, Message.MAX_CONTENT);
    }

    /**
     * What, beside the context, decides the answer: two questions with the same digest ask the same.
     *
     * @param defaultModel that answers where neither question nor conversation name one
     */
    public Digest digest(String defaultModel) {
        return Digest.of(List.of(
                content,
                defaultModel,
                options.model().orElse(""),
                options.temperature().map(String::valueOf).orElse(""),
                options.maxTokens().map(String::valueOf).orElse("")));
    }
}
