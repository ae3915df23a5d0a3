/**
 * The turn: a question is made durable, answered by a language model or from the cache, and the answer kept.
 */
@NullMarked
package bot.conversational.domain.chat;

import org.jspecify.annotations.NullMarked;
