package bot.conversational.domain.chat.completion;

import bot.conversational.domain.llm.FinishReason;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.llm.parts.Delta;
import java.util.List;

/** Puts one answer into the words of its caller's protocol, as lines of JSON. For one thread. */
public interface CompletionForm {

    /**
     * How a whole answer ended.
     *
     * @param model that answered, by its name in the configuration
     * @param counted whether the provider counted, or else the service did
     */
    record End(FinishReason finish, String model, TokenUsage usage, boolean counted) {}

    /** The lines that a piece makes; none when they come later. */
    List<String> add(Delta delta);

    /** The last lines. */
    List<String> end(End end);
}
