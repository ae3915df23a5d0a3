/**
 * How a call of a model fails, and whether another attempt may help.
 */
@NullMarked
package bot.conversational.adapters.llm.failure;

import org.jspecify.annotations.NullMarked;
