package bot.conversational.adapters.llm.request;

import bot.conversational.domain.llm.Prompt;

/**
 * Writes requests in one protocol. It expects lines that alternate, begin with the user and pair calls with results, as
 * the domain makes them.
 */
public interface RequestWriter {

    /**
     * The body of a request for a streamed answer, as JSON.
     *
     * @throws bot.conversational.domain.shared.DomainException.Invalid when the protocol has no form for the prompt
     */
    byte[] write(Prompt prompt, RequestLimits limits);
}
