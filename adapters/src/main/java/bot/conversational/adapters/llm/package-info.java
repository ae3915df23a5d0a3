/**
 * Language models: the offline responder, which needs nothing, and servers that speak OpenAI's, Anthropic's or Ollama's
 * protocol, several at once.
 *
 * <p>From the outside in: {@link bot.conversational.adapters.llm.resilience.RoutingLanguageModel} picks the model and
 * its fallback, a retried model asks it again through the {@link
 * bot.conversational.adapters.llm.resilience.EndpointBreaker} of its endpoint, and {@link
 * bot.conversational.adapters.llm.calls.RemoteLanguageModel} asks once. Nothing is asked again once a piece of the answer has come.
 *
 * <p>A call of a server is written by {@code request}, carried by {@code calls} and read by {@code stream}, each with a
 * class or a few for each protocol.
 *
 * <p>Texts of prompts and answers, and keys, get into no log and no exception: a provider's own error messages quote
 * them, so that only their status and code are passed on.
 */
@NullMarked
package bot.conversational.adapters.llm;

import org.jspecify.annotations.NullMarked;
