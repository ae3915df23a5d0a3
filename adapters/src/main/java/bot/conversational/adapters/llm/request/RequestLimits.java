package bot.conversational.adapters.llm.request;

import java.util.Optional;

/**
 * Who is asked, and for how much.
 *
 * @param model the name that the provider knows it by
 * @param window tokens that a prompt and its answer may have together
 * @param maxTokens of the answer; empty leaves it to the provider
 */
public record RequestLimits(String model, int window, Optional<Integer> maxTokens) {}
