package bot.conversational.adapters.llm.request;

import java.util.Optional;
import java.util.Set;

/**
 * Who is asked, and for how much.
 *
 * @param model the name that the provider knows it by
 * @param window tokens that a prompt and its answer may have together
 * @param maxTokens of the answer; empty leaves it to the provider
 * @param dropped fields that the server refuses, and that are left out of requests in OpenAI's protocol
 */
public record RequestLimits(String model, int window, Optional<Integer> maxTokens, Set<String> dropped) {

    public RequestLimits {
        dropped = Set.copyOf(dropped);
    }

    public RequestLimits(String model, int window, Optional<Integer> maxTokens) {
        this(model, window, maxTokens, Set.of());
    }
}
