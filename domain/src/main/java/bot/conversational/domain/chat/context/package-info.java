/**
 * What a model is to see of a conversation: the newest messages of a branch, their hash, and the cache of both.
 */
@NullMarked
package bot.conversational.domain.chat.context;

import org.jspecify.annotations.NullMarked;
