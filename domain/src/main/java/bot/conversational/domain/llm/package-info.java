/**
 * Language models: the port, its prompt and its completion, and how tokens are counted. This package does not depend on
 * conversations.
 */
@NullMarked
package bot.conversational.domain.llm;

import org.jspecify.annotations.NullMarked;
