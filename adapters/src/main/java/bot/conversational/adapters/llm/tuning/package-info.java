/** What works around the cost of a library for models; each class says when to remove it. */
@NullMarked
package bot.conversational.adapters.llm.tuning;

import org.jspecify.annotations.NullMarked;
