package bot.conversational.domain.chat.turn;

import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.Text;
import java.util.List;

/**
 * A user's question.
 *
 * @param content 1 to 32,000 characters
 */
public record Question(String content, Parent parent, GenerationOptions options) {

    public Question {
        Text.checked("content", content, 1, Message.MAX_CONTENT);
    }

    /**
     * The part of the question that, with the context, decides the answer: equal digests mean equal questions.
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
