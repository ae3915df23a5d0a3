package bot.conversational.domain.conversation;

import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import java.time.Duration;
import java.util.Optional;

/**
 * How a message was generated.
 *
 * @param model what generated it, for an answer
 * @param cached whether the answer came from the response cache
 * @param finish why the model ended, of a completed answer; empty also for those of earlier versions
 * @param latency from the question's arrival to the answer's end
 */
public record GenerationInfo(
        MessageStatus status,
        Optional<FinishReason> finish,
        Optional<String> model,
        boolean cached,
        Optional<TokenUsage> usage,
        Optional<Duration> latency) {

    /** Of what a user wrote, or another system recorded: it is complete, and no model of ours made it. */
    public static final GenerationInfo NONE = new GenerationInfo(
            MessageStatus.COMPLETED, Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());

    /** Of an answer that a model is making. */
    public static GenerationInfo generating(Optional<String> model) {
        return new GenerationInfo(
                MessageStatus.GENERATING, Optional.empty(), model, false, Optional.empty(), Optional.empty());
    }

    GenerationInfo with(MessageStatus newStatus) {
        return new GenerationInfo(newStatus, finish, model, cached, usage, latency);
    }
}
