package bot.conversational.adapters.llm.stream;

import bot.conversational.domain.llm.Verbatim;
import java.util.Optional;

/**
 * What kind of an answer is expected.
 *
 * @param model by its name in the configuration
 * @param verbatim there when the caller wants it in the provider's own words
 */
public record Expected(String model, Optional<Verbatim> verbatim) {}
