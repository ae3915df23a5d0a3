/**
 * Language models: the offline responder, which needs nothing, and any server that speaks OpenAI's chat completions.
 *
 * <p>Texts of prompts and answers, and keys, get into no log and no exception: a provider's own error messages quote them,
 * so that only their status and code are passed on.
 */
@NullMarked
package bot.conversational.adapters.llm;

import org.jspecify.annotations.NullMarked;
