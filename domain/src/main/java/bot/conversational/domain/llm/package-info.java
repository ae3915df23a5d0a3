/**
 * What a language model is to the service: the port, the prompt it gets, the completion it gives, and how tokens are counted.
 * This package knows nothing of conversations.
 */
@NullMarked
package bot.conversational.domain.llm;

import org.jspecify.annotations.NullMarked;
