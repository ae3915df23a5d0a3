/**
 * Running a model for a turn: one call for equal questions, the token budget, the thread of its own, the durable end.
 */
@NullMarked
package bot.conversational.domain.chat.generation;

import org.jspecify.annotations.NullMarked;
