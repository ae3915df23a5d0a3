package bot.conversational.domain.chat.context;

import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/**
 * A complete answer that may be given again, verbatim, with what the first one cost.
 *
 * @param questionTokens of the question that it answers, by the service's tokenizer
 * @param tokens of the content
 * @param finish {@code STOP}: what was cut is not given again
 */
public record CachedAnswer(
        UserId owner,
        int questionTokens,
        Content content,
        int tokens,
        String model,
        Optional<TokenUsage> usage,
        FinishReason finish) {}
