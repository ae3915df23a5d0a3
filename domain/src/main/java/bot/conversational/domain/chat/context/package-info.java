/** The part of a conversation that a model sees: the newest messages of a branch, their hash, and the cache of both. */
@NullMarked
package bot.conversational.domain.chat.context;

import org.jspecify.annotations.NullMarked;
